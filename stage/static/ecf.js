// CM/ECF's page script: the menu bar, its submenus, and submitting a form.
"use strict";

var CMECF = {
  submenus: null,

  // YUI renders the bar again after load, as new elements with its own ids.
  renderMenu: function () {
    var list = document.querySelector("#topmenu ul.first-of-type");
    if (!list) { return; }  // a page without a menu
    list.innerHTML = list.innerHTML;
    Array.from(list.children).forEach(function (item, index) {
      item.id = "yui-gen" + index;
      item.addEventListener("mouseenter", function () { CMECF.open(item); });
      item.addEventListener("mouseleave", function () { CMECF.close(item); });
    });
  },

  // Fetch the submenus once, when the pointer first enters the bar.
  load: function () {
    var user = document.getElementById("topmenu").dataset.user;
    CMECF.submenus = CMECF.submenus || fetch("/cgi-bin/menu.pl?id=" + user)
      .then(function (response) { return response.json(); })
      .catch(function () { return {}; });  // the session is over; a click will show it
    return CMECF.submenus;
  },

  open: function (item) {
    CMECF.load().then(function (submenus) {
      var entries = submenus[item.dataset.name] || [];
      if (!entries.length || !item.matches(":hover") || item.querySelector(".yuimenu")) { return; }
      var list = document.createElement("ul");
      entries.forEach(function (entry) {
        var link = document.createElement("a");
        link.className = "yuimenuitemlabel";
        link.href = entry.address;
        link.textContent = entry.text;
        var row = document.createElement("li");
        row.className = "yuimenuitem";
        row.append(link);
        list.append(row);
      });
      var menu = document.createElement("div");
      menu.className = "yuimenu";
      menu.append(list);
      item.append(menu);
    });
  },

  close: function (item) {
    item.querySelectorAll(".yuimenu").forEach(function (menu) { menu.remove(); });
  },

  help: function () { window.open("/cgi-bin/help.pl", "cmecfHelp", "width=600,height=400"); }
};

window.addEventListener("load", function () { setTimeout(CMECF.renderMenu, 0); });

var submitted = false;

// Submit the form, unless a required field is empty or it was submitted within the last five seconds.
function ProcessForm(form) {
  if (submitted) {
    alert("Submission already made, please wait for response from server");
    return;
  }
  var empty = Array.from(form.querySelectorAll("[data-required]")).find(function (input) { return !input.value.trim(); });
  if (empty) {
    alert("Please enter your " + empty.dataset.required + ".");
    empty.focus();
    return;
  }
  submitted = true;
  setTimeout(function () { submitted = false; }, 5000);
  form.submit();
}
