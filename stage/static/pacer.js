// The login page's part of JSF and PrimeFaces: posts a form and applies the partial response.
"use strict";

var PrimeFaces = {
  busy: false,

  // Post `form` for the button `source`, without leaving the page.
  ab: function (form, source) {
    if (PrimeFaces.busy) { return; }
    PrimeFaces.busy = true;
    var body = new URLSearchParams(new FormData(form));
    body.set("javax.faces.partial.ajax", "true");
    body.set("javax.faces.source", source);
    body.set(source, source);
    fetch(location.href, { method: "POST", body: body, headers: { "Faces-Request": "partial/ajax" } })
      .then(function (response) { return response.text(); })
      .then(PrimeFaces.apply)
      .catch(function () { PrimeFaces.say("timeout error"); })
      .finally(function () { PrimeFaces.busy = false; });
  },

  apply: function (text) {
    var answer = new DOMParser().parseFromString(text, "text/xml");
    var redirect = answer.querySelector("redirect");
    if (redirect) { location.assign(redirect.getAttribute("url")); return; }
    var error = answer.querySelector("error-message");
    if (error) { PrimeFaces.say(error.textContent); return; }
    answer.querySelectorAll("update").forEach(function (update) {
      document.getElementById(update.getAttribute("id")).outerHTML = update.textContent;
    });
    var extension = answer.querySelector("extension");
    if (extension) { PrimeFaces.show(JSON.parse(extension.textContent).show); }
  },

  show: function (id) {
    var dialog = document.getElementById(id);
    dialog.style.display = "block";
    dialog.setAttribute("aria-hidden", "false");
    dialog.classList.remove("ui-overlay-hidden");
  },

  // Show one error without a response of the server.
  say: function (text) {
    var messages = document.getElementById("loginForm:pclLoginMessages");
    messages.innerHTML = '<div class="ui-messages-error ui-corner-all"><ul><li role="alert">' +
      '<span class="ui-messages-error-detail"></span></li></ul></div>';
    messages.querySelector(".ui-messages-error-detail").textContent = text;
  },

  clear: function (form) {
    form.reset();
    document.getElementById("loginForm:pclLoginMessages").replaceChildren();
  },

  // Draw the state of a check box, and post it to the server.
  tick: function (input, source) {
    var box = input.closest(".ui-chkbox").querySelector(".ui-chkbox-box");
    box.classList.toggle("ui-state-active", input.checked);
    PrimeFaces.ab(input.form, source);
  }
};
