// Looks at every page of a folder: html-validate, axe-core in Chromium, and its width on a phone and printed.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const folder = resolve(process.argv[2]);
const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
});
const WIDTHS = [390, 320, 1280];

let findings = 0;
function found(page, what) {
  findings += 1;
  if (findings <= 60) console.log(`${page}: ${what}`);
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
const tab = await browser.newPage();
let rules = 0;
for (const name of pages) {
  const path = join(folder, name);
  const report = await validator.validateFile(path);
  for (const result of report.results) {
    for (const one of result.messages) found(name, `${one.line}: html-validate: ${one.ruleId}: ${one.message}`);
  }
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 844, isMobile: width < 600 });
    await tab.goto(pathToFileURL(path).href);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) found(name, `${width} px: ${wide} px too wide`);
    if (width === 320) continue;
    await tab.evaluate(axe);
    const seen = await tab.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
    rules = Math.max(rules, seen.passes.length);
    for (const kind of ["violations", "incomplete"]) {
      for (const one of seen[kind]) {
        found(name, `${width} px: axe ${kind}: ${one.id}: ${one.nodes[0].html.slice(0, 120)} (${one.nodes.length})`);
      }
    }
  }
}
await browser.close();
console.log(`${pages.length} pages, ${WIDTHS.join(", ")} px wide, ${rules} rules of axe-core: ${findings} findings`);
process.exit(findings || !pages.length || !rules ? 1 : 0);
