// The one Trusted Types policy of the workspace. blazor.web.js parses pages that it fetched from this host (enhanced
// navigation); nothing else may turn text into markup: our modules use no HTML sink, and a test looks for one. Text
// becomes a script or a script's address in no case: the policy does not offer it.
// Without script there is nothing to protect, and everything on the pages works.
if (window.trustedTypes) window.trustedTypes.createPolicy("default", { createHTML: text => text });
