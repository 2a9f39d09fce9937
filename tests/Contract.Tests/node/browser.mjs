// Opens pages of a running server in a real browser and prints what it saw, as JSON, in the line "result ...".
// Usage: node browser.mjs <base url> <screenshot folder> <api key> <path>...
import { chromium } from "playwright-core";
import axe from "axe-core";
import { existsSync } from "node:fs";
import { join } from "node:path";

const [base, folder, key, ...paths] = process.argv.slice(2);
const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.XEROTIER_BROWSER ?? programs.find(existsSync);
const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const seen = [];
for (const [device, viewport] of Object.entries(widths)) {
  for (const login of [false, true]) {
    const context = await browser.newContext({
      viewport,
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      extraHTTPHeaders: login ? { Authorization: `Bearer ${key}` } : {},
    });
    for (const path of paths) seen.push({ device, login, path, ...(await look(context, device, login, path)) });
    await context.close();
  }
}

await browser.close();
console.log("result " + JSON.stringify(seen));

async function look(context, device, login, path) {
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("requestfailed", (request) => errors.push("failed: " + request.url()));
  const response = await page.goto(base + path, { waitUntil: "load" });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // Through the debugger, so that the page's own policy stays in force.
  await page.evaluate(axe.source);
  const report = await page.evaluate(() => globalThis.axe.run(document));
  const violations = report.violations.map((found) => `${found.id}: ${found.nodes[0].html}`);
  await page.keyboard.press("Tab");
  const firstFocus = await page.evaluate(() => document.activeElement.textContent);
  const copied = await copy(page);
  const deployed = await deploy(page, device);
  const name = `catalog${path === paths[0] ? "" : "-model"}-${device}.jpg`;
  if (folder !== "-" && !login) {
    await page.evaluate(() => (document.activeElement.blur(), window.scrollTo(0, 0)));
    await page.screenshot({ path: join(folder, name), type: "jpeg", quality: 70 });
  }

  await page.close();
  return { status: response.status(), errors, overflow, violations, firstFocus, copied, deployed };
}

async function copy(page) {
  const button = page.locator("[data-copy]");
  if ((await button.count()) === 0) return null;
  await button.click();
  await page.locator("[data-copied]:not(:empty)").waitFor();
  return await page.evaluate(() => navigator.clipboard.readText());
}

async function deploy(page, device) {
  const form = page.locator("[data-deploy]");
  if ((await form.count()) === 0) return null;
  await form.locator("input").fill("from-" + device);
  await form.getByRole("button").click();
  const said = form.locator("[data-deployed]").filter({ hasNotText: "Deploying" });
  await said.filter({ hasText: "." }).waitFor();
  return await said.textContent();
}
