// Builds sightline/web/static/sightline/govuk.* again: cd assets && npm ci && npm run build
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { compile } from "sass"

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const frontend = "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js"
const into = "../sightline/web/static/sightline/"

const style = compile(here("style.scss"), { style: "compressed", loadPaths: [here("node_modules/govuk-frontend/dist")], quietDeps: true })
// The arms of the state are not a council's to show: no rule may draw them.
const rules = style.css.replace(/[^{}]*(?:copyright-logo|footer__crown)[^{}]*\{[^{}]*\}/g, "")
const script = readFileSync(here(frontend), "utf8").replace(/\/\/# sourceMappingURL=.*\s*$/, "")

const notice = "/*! GOV.UK Frontend 6.3.0 under the MIT licence in govuk-licence.txt; built by assets/build.mjs */\n"
writeFileSync(here(into + "govuk.css"), notice + rules.replace(/^\uFEFF/, "").trim() + "\n")
writeFileSync(here(into + "govuk.js"), notice + script.trim() + "\n")
