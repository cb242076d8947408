// A stand-in for jQuery, which the courts' websites load from another host: only what they use.
"use strict";

window.jQuery = function (selector) {
  return {
    addClass: function (name) {
      document.querySelectorAll(selector).forEach(function (one) { one.classList.add(name); });
    },
    ready: function (action) { document.addEventListener("DOMContentLoaded", action); }
  };
};
