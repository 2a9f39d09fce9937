# Sourced by eng/test: provides what some tests need beyond the .NET SDK, from the system's package manager when
# it may, and collects in `without` what it had to leave out.

without=()

# Runs a command as root, or fails when that needs a password.
as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get > /dev/null && { [[ $EUID -eq 0 ]] || { command -v sudo > /dev/null && sudo -n true 2> /dev/null; }; }
}

apt_install() {
  may_install || return 1
  say "installing $*"
  {
    as_root apt-get update -qq &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
  } < /dev/null > artifacts/apt.log 2>&1 || { tail -n 5 artifacts/apt.log >&2; return 1; }
}

# Whether the programs of a PostgreSQL server, version 15 or later, are where the tests look for them.
postgres_ready() {
  local initdb version
  for initdb in "$(command -v initdb)" /usr/lib/postgresql/*/bin/initdb; do
    [[ -x "$initdb" ]] || continue
    version=$("$initdb" --version | grep -oE '[0-9]+' | head -n 1)
    if [[ "$version" -ge 15 ]]; then return 0; fi
  done
  return 1
}

node_ready() {
  command -v npm > /dev/null && [[ "$(node --version 2> /dev/null | grep -oE '[0-9]+' | head -n 1)" -ge 18 ]]
}

# Debian starts a server of its own when the package arrives; the tests start theirs.
install_postgres() {
  may_install || return 1
  if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
    as_root mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf > /dev/null
  fi
  apt_install postgresql
}

prepare_postgres() {
  postgres_ready || install_postgres || true
  if ! postgres_ready; then
    without+=(postgres)
    loud "LEFT OUT: tests that need PostgreSQL 15 or later (not installed, and this user may not install it)"
  fi
}

# The OpenAI client, and a server that speaks S3.
install_packages() {
  npm ci --prefix "$1" --no-audit --no-fund --loglevel=error < /dev/null
}

prepare_curl() {
  command -v curl > /dev/null || apt_install curl || true
  if ! command -v curl > /dev/null; then
    without+=(curl)
    loud "LEFT OUT: tests that need curl (not installed, and this user may not install it)"
  fi
}

python_ready() {
  python3 -c 'import requests' 2> /dev/null
}

prepare_python() {
  python_ready || apt_install python3 python3-requests || true
  if ! python_ready; then
    without+=(python)
    loud "LEFT OUT: tests that need Python 3 with 'requests' (not installed, and this user may not install it)"
  fi
}

prepare_node() {
  node_ready || apt_install nodejs npm || true
  if ! node_ready; then
    without+=(node)
    loud "LEFT OUT: tests that need Node.js 18 or later (not installed, and this user may not install it)"
  elif ! install_packages tests/Contract.Tests/node || ! install_packages tests/Artifacts.Tests/node; then
    without+=(node)
    loud "LEFT OUT: tests that need Node.js packages ('npm ci' failed; is the registry reachable?)"
  fi
}

nginx_ready() {
  command -v nginx > /dev/null
}

# Debian starts a server on port 80 when the package arrives; the tests start theirs.
install_nginx() {
  may_install || return 1
  if [[ -d /run/systemd/system && ! -e /etc/systemd/system/nginx.service ]]; then
    as_root ln -s /dev/null /etc/systemd/system/nginx.service
  fi
  apt_install nginx-light
}

prepare_nginx() {
  nginx_ready || install_nginx || true
  if ! nginx_ready; then
    without+=(nginx)
    loud "LEFT OUT: tests that need nginx (not installed, and this user may not install it)"
  fi
}

# By itself or in kubectl; Debian packages neither in a version that would do.
kustomize_ready() {
  { kustomize version || kubectl version --client; } 2> /dev/null |
    grep -qE '(^|Kustomize Version: )v([5-9]|[1-9][0-9])\.'
}

prepare_kustomize() {
  if ! kustomize_ready; then
    without+=(kustomize)
    loud "LEFT OUT: rendering deploy/k8s (needs kustomize 5, or a kubectl that has it); only its files are checked"
  fi
}

browser_ready() {
  command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null
}

prepare_browser() {
  browser_ready || apt_install chromium fonts-dejavu-core || true
  if ! browser_ready; then
    without+=(browser)
    loud "LEFT OUT: tests that need a browser (chromium is not installed, and this user may not install it)"
  fi
}
