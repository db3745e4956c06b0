// Says that scripts run, so that GOV.UK's components and our style sheet may count on them.
document.body.classList.add("js-enabled")
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported")
