// What the courts' websites load from another host: of jQuery no more than they use.
"use strict";

window.jQuery = function (selector) {
  return {
    addClass: function (name) {
      document.querySelectorAll(selector).forEach(function (one) { one.classList.add(name); });
    },
    ready: function (action) { document.addEventListener("DOMContentLoaded", action); }
  };
};
