// The operators of a proof by name, and what applies them: each changes a screen, and returns false if there is nothing
// to change. The last part of the script of ../mutator.py.

const OTHER_NAME = "Morgan Placeholder";
const TAKES_BACK = "This no longer applies.";
const NOT_ACCEPTED = "This court does not accept this at this time.";

const OPERATORS = {
    remove: ({ element }) => { element.remove(); },
    remove_row: ({ element }) => rowOf(element) !== element && (rowOf(element).remove(), true),
    empty: ({ element }) => setWords(element, ""),
    reword: changeItem(text => text.replace(longestWord(text), "something")),
    misspell: changeItem(text => {
        const word = longestWord(text), middle = Math.floor(word.length / 2);
        return word.length > 2 ? text.replace(word, word.slice(0, middle) + word.slice(middle + 1)) : text;
    }),
    truncate: changeItem(text => lastSpace(text) > 0 ? text.slice(0, lastSpace(text)) : text),
    append: changeItem(text => `${text} (new)`),
    negate: changeItem(text => `${text.slice(0, lastSpace(text) + 1)}not ${text.slice(lastSpace(text) + 1)}`),
    duplicate: ({ element }) => {
        const whole = element.closest("li, tr") ?? element;
        whole.after(whole.cloneNode(true));
    },
    swap,
    retract: context => {
        const { element } = context;
        if (element.matches("input, a, button, label") || element.closest("a, button, label")) { return false; }
        element.append(` ${TAKES_BACK}`);
        return true;
    },

    hide_display: style("display: none"),
    hide_visibility: style("visibility: hidden"),
    hide_opacity: style("opacity: 0"),
    hide_nearly_opaque: style("opacity: 0.02"),
    hide_filter_opacity: style("filter: opacity(0)"),
    hide_parent_opacity: ({ element }) => {
        if (element.parentElement.matches("body, html")) { return false; }
        element.parentElement.style.setProperty("opacity", "0", "important");
        return true;
    },
    hide_part_opacity: ({ element }) => wrapInner(element, "span", "opacity: 0"),
    hide_font_size_0: style("font-size: 0"),
    hide_font_size_1: style("font-size: 1px"),
    hide_transparent: style("color: transparent"),
    hide_same_color: style("color: #fff; background: #fff"),
    hide_similar_color: style("color: #fdfdfd; background: #fff"),
    hide_clip: style("position: absolute; clip: rect(0 0 0 0)"),
    hide_clip_path: style("clip-path: inset(100%)"),
    hide_off_screen: style("position: absolute; left: -9999px"),
    hide_text_indent: ({ element }) => {
        if (element.matches("tr")) { return false; }
        return style(`${element.matches("td, th") ? "" : "display: inline-block; width: 9em; "}text-indent: -9999px;`
            + " white-space: nowrap; overflow: hidden")({ element });
    },
    hide_zero_size: ({ element }) => element.matches("tr, td, th")
        ? wrapInner(element, "div", "width: 0; height: 0; overflow: hidden")
        : style("display: inline-block; width: 0; height: 0; min-width: 0; padding: 0; border: 0; overflow: hidden")(
            { element }),
    hide_in_zero_height: ({ element }) => wrapInner(element, "div", "height: 0; overflow: hidden"),
    hide_scale: ({ element }) => element.matches("tr, td, th")
        ? wrapInner(element, "div", "transform: scale(0)")
        : style("display: inline-block; transform: scale(0)")({ element }),
    hide_covered: context => {
        const { element } = context;
        if (element.matches("input, img, tr")) { return false; }
        element.style.position = "relative";
        element.append(make(context, '<span style="position: absolute; inset: 0; background: #fff"></span>'));
        return true;
    },
    hide_closed_details: ({ element }) => {
        if (element.matches("a, button") || element.closest("a, button")) { return false; }
        return wrapInner(element, "details", "");
    },
    hide_content_visibility: ({ element }) => element.matches("input, tr, td, th, a, b, span, font")
        ? wrapInner(element, "div", "content-visibility: hidden") : style("content-visibility: hidden")({ element }),
    hide_struck_out: ({ element }) => wrapInner(element, "s", ""),

    disable: context => {
        const control = buttonOf(context) ?? (isLabel(context) && fieldOf(context));
        return control ? (control.setAttribute("disabled", ""), true) : false;
    },
    read_only: field(input => { input.setAttribute("readonly", ""); }),
    change_type: field(input => {
        if (input.tagName !== "INPUT") { return false; }
        const types = { password: "text", text: "password", checkbox: "radio" };
        input.setAttribute("type", types[input.getAttribute("type") ?? "text"] ?? "checkbox");
        return true;
    }),
    fill: field(input => {
        if (input.matches("[type=checkbox], [type=radio]")) { input.toggleAttribute("checked"); return true; }
        if (input.tagName !== "INPUT") { return false; }
        input.setAttribute("value", "filled in before");
        return true;
    }),
    remove_field: field(input => { input.remove(); }),
    exchange_labels: context => {
        const other = isLabel(context) && nextLabel(context);
        if (!other) { return false; }
        const words = wordsOf(context.element);
        setWords(context.element, wordsOf(other));
        return setWords(other, words);
    },
    extra_field: field((input, { element }) => {
        const row = element.closest("tr, .row");
        if (!row) { return false; }
        const more = row.cloneNode(true);
        for (const one of more.querySelectorAll("[id], [for], [name]")) {
            ["id", "for", "name"].forEach(name => one.removeAttribute(name));
        }
        setWords(more.querySelector("td, th, label") ?? more, "Additional code");
        if (!more.querySelector(FIELDS)) { more.append(input.cloneNode()); }
        row.after(more);
        return true;
    }),
    dead_button: context => {
        const button = buttonOf(context);
        if (!button || button.matches("[type=reset]")) { return false; }
        button.removeAttribute("onclick");
        button.setAttribute("type", "button");
        return true;
    },
    link_host: link((found, context) => {
        found.setAttribute("href", toOtherHost(found.getAttribute("href"), context));
    }),
    link_path: link((found, { url }) => {
        const address = found.getAttribute("href");
        found.setAttribute("href", address.startsWith("mailto:")
            ? address.replace(/mailto:[^@]*/, "mailto:elsewhere") : `${new URL(address, url).origin}/elsewhere`);
    }),
    dead_link: link(found => { found.setAttribute("href", "#"); }),

    retract_first: context => { contentOf(context).prepend(make(context, `<p>${NOT_ACCEPTED}</p>`)); },
    retract_last: context => { contentOf(context).append(make(context, `<p>${NOT_ACCEPTED}</p>`)); },
    retract_link: context => {
        contentOf(context).append(make(context, '<p><a href="/elsewhere">Use the new form in its place</a></p>'));
    },
    other_person: ({ root, names }) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        let changed = false;
        while (walker.nextNode()) {
            const before = walker.currentNode.data;
            walker.currentNode.data = names.reduce((text, name) => text.replaceAll(name, OTHER_NAME), before);
            changed ||= before !== walker.currentNode.data;
        }
        return changed;
    },
    blank: context => { contentOf(context).replaceChildren(); },
    remove_landmarks: ({ root, landmarks }) => {
        const found = landmarks.flatMap(words => findItem(listElements(root), words));
        found.forEach(one => one.remove());
        return found.length > 0;
    },
    cover_all: context => {
        contentOf(context).append(make(context, '<div style="position: fixed; inset: 0; background: #fff"></div>'));
    },
    form_host: context => {
        const forms = [...context.root.querySelectorAll("form")];
        for (const form of forms) {
            form.setAttribute("action", toOtherHost(form.getAttribute("action") ?? "", context));
        }
        return forms.length > 0;
    },
    popup: addScript('window.open("about:blank", "news", "width=300,height=200");'),
    leave: context => {
        if (context.kind === PARTIAL) { return false; }
        context.root.querySelector("head").append(make(context, '<meta http-equiv="refresh" content="1;url=/elsewhere">'));
        return true;
    },
    script_error: addScript('throw new Error("the announcement failed");'),

    drift_arrow_in_link: link(found => { found.append(" \u00bb"); }),
    drift_new_tab: link(found => {
        if (found.target === "_blank") { return false; }
        found.setAttribute("target", "_blank");
        return true;
    }),
    drift_moved_section: link((found, context) => {
        const whole = found.closest("li") ?? found, section = found.closest("ul, td");
        if (!section || !context.root.querySelector(context.content)?.contains(section)) { return false; }
        const other = make(context, "<p><b>Other</b></p><ul></ul>");
        other.querySelector("ul").append(whole);
        contentOf(context).append(other);
        return true;
    }),
    drift_renamed_logout: ({ root }) => {
        const found = root.querySelector('a[href*="logout"]');
        return found && wordsOf(found) !== "Logout" ? setWords(found, "Logout") : false;
    },
    drift_second_submit: ({ root }) => {
        const buttons = [...root.querySelectorAll("input[value=Submit]")];
        buttons.at(-1)?.after(buttons.at(-1).cloneNode(true));
        return buttons.length > 0;
    },
    drift_dialog: addScript('alert("The court will be closed on Monday.");'),
    drift_login_ids: ({ root }) => {
        const found = [...root.querySelectorAll("*")].flatMap(element => [...element.attributes])
            .filter(attribute => attribute.value.includes("loginForm:"));
        found.forEach(attribute => { attribute.value = attribute.value.replaceAll("loginForm:", "login:"); });
        return found.length > 0;
    },
    drift_disabled_prompt: ({ root }) => {
        const found = listElements(root).filter(one => wordsOf(one).trim() === "User Update Required");
        found.forEach(one => setWords(one, "PACER Account Disabled"));
        return found.length > 0;
    },
    drift_error_without_back: context => {
        const content = context.root.querySelector("#cmecfMainContent");
        content?.replaceChildren(make(context, "<b>Security violation: You do not have access rights to this program."
            + " Please contact the Systems Administrator if you feel this is in error.</b>"));
        return Boolean(content);
    },
};

// Apply one operator; true if it changed something.
const applyTo = (parsed, { operator, path, text, ...rest }) => {
    const before = write(parsed);
    const roots = path ? [parsed.roots[path[0]]] : parsed.roots;
    let applied = false;
    for (const root of roots) {
        const element = path ? follow(parsed, path) : root;
        if (!element) { return null; }
        const done = OPERATORS[operator]({ element, root, text, kind: parsed.kind, ...rest });
        applied ||= done ?? true;
    }
    const after = applied ? write(parsed) : before;
    return after === before ? null : after;
};

const apply = ({ body, kind, change }) => applyTo(parse(body, kind), change);

const plan = ({ body, kind, items, itemOperators, screenOperators, setting }) => {
    const parsed = parse(body, kind);
    const targets = findTargets(parsed, items);
    const works = change => applyTo(copy(parsed), { ...setting, ...change }) !== null;
    return {
        targets: targets.map(target => ({
            ...target,
            operators: itemOperators.filter(operator => works({ operator, path: target.path, text: target.text })),
        })),
        screen: screenOperators.filter(operator => works({ operator, path: null, text: "" })),
    };
};
