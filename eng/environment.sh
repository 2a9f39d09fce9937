# Sourced by the scripts of this repository: one environment for a laptop, a container and CI.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_UI_LANGUAGE=en MSBUILDTERMINALLOGGER=off NPM_CONFIG_UPDATE_NOTIFIER=false
# A build must not leave servers behind that keep a CI job's output open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
if [[ "${CI:-}" == true ]]; then export UseSharedCompilation=false; fi

# Containers sometimes have no home, or one that cannot be written; NuGet and npm need one.
if [[ -z "${HOME:-}" || ! -d "$HOME" || ! -w "$HOME" ]]; then
  export HOME="$PWD/artifacts/home"
  mkdir -p "$HOME"
fi

say() { printf '\n== %s\n' "$*"; }
loud() { printf '\n!! %s\n' "$*" >&2; }
die() { loud "$*"; exit 1; }

command -v dotnet > /dev/null || die "the .NET 10 SDK is not installed (https://dotnet.microsoft.com/download)"
