// Everything works without this file. With it, GOV.UK's components come alive and print opens what is folded.
import { initAll } from "./govuk.js"

initAll()

let opened = []
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")]
  opened.forEach((part) => { part.open = true })
})
window.addEventListener("afterprint", () => opened.forEach((part) => { part.open = false }))
