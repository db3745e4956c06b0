// Everything works without this file. With it, GOV.UK's components come alive and print opens what is folded.
import { initAll } from "./govuk.js"

initAll()

// Two minutes before the reader is signed out for want of a click, say so and let them stay.
const leaving = document.querySelector(".sl-leaving")
if (leaving) {
  let waiting
  const wait = () => {
    clearTimeout(waiting)
    leaving.hidden = true
    waiting = setTimeout(() => { leaving.hidden = false }, Number(leaving.dataset.after) * 1000)
  }
  leaving.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(leaving.dataset.stay, { method: "HEAD", redirect: "manual", cache: "no-store" })
    if (answer.ok) wait()
    else location.reload()
  })
  wait()
}

// On a narrow screen filters begin folded: the list comes first.
if (matchMedia("(max-width: 60rem)").matches) {
  document.querySelectorAll("details[data-folds]").forEach((part) => { part.open = false })
}

let opened = []
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")]
  opened.forEach((part) => { part.open = true })
})
window.addEventListener("afterprint", () => opened.forEach((part) => { part.open = false }))
