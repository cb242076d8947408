// Changes the documents that a court sends: finds the items that a flow documents, and applies operators to them.
// It runs in a page of its own, with the browser's own parser, and never in a page of the court.
"use strict";

window.prove = (() => {
    const PARTIAL = "xml";
    const OTHER_NAME = "Morgan Placeholder";
    const TAKES_BACK = "This no longer applies.";
    const NOT_ACCEPTED = "This court does not accept this at this time.";
    const MAX_PLACES = 3;
    const MAX_RELATED = 4;
    const FIELDS = "input:not([type=hidden], [type=button], [type=submit], [type=reset]), select, textarea";
    const SKIPPED = "head, script, style, template, noscript, input[type=hidden]";
    const HIDDEN = `${SKIPPED}, [hidden], [aria-hidden=true], [style*="display: none"], [style*="display:none"]`;
    const IN_TABLE = "tr, td, th, tbody, li";

    // A document as its roots (one, or one for each part of a partial response) and how to write it again.
    const parse = (body, kind) => {
        if (kind !== PARTIAL) {
            const page = new DOMParser().parseFromString(body, "text/html");
            return { page, kind, roots: [page.documentElement] };
        }
        const answer = new DOMParser().parseFromString(body, "text/xml");
        const updates = [...answer.querySelectorAll("update")];
        const roots = updates.map(one => new DOMParser().parseFromString(one.textContent, "text/html").body);
        return { answer, kind, updates, roots };
    };
    const write = ({ page, answer, updates, roots }) => {
        if (page) { return `<!DOCTYPE html>\n${page.documentElement.outerHTML}`; }
        updates.forEach((update, index) => {
            update.replaceChildren(answer.createCDATASection(roots[index].innerHTML));
        });
        return new XMLSerializer().serializeToString(answer);
    };
    const copy = parsed => parsed.page
        ? (page => ({ page, kind: parsed.kind, roots: [page.documentElement] }))(parsed.page.cloneNode(true))
        : (answer => ({
            answer, kind: parsed.kind, updates: [...answer.querySelectorAll("update")],
            roots: parsed.roots.map(root => root.cloneNode(true)),
        }))(parsed.answer.cloneNode(true));

    // Texts without any white space, as a table's cells have none between them in textContent.
    const squeeze = text => (text ?? "").replace(/\s+/g, "");
    const isButton = element => element.matches("input[type=button], input[type=submit], input[type=reset]");
    const wordsOf = element => {
        if (element.tagName === "INPUT") { return element.getAttribute("value") ?? ""; }
        return element.textContent;
    };
    const squeezed = new WeakMap();
    const squeezedWords = element => {
        if (!squeezed.has(element)) { squeezed.set(element, squeeze(wordsOf(element))); }
        return squeezed.get(element);
    };
    const setWords = (element, words) => {
        if (element.tagName === "INPUT") { element.setAttribute("value", words); } else { element.textContent = words; }
        return true;
    };

    const listElements = root => [...root.querySelectorAll("*")].filter(element => !element.closest(SKIPPED));
    const pathOf = (element, root) => {
        const path = [];
        for (let one = element; one !== root; one = one.parentElement) {
            path.unshift([...one.parentElement.children].indexOf(one));
        }
        return path;
    };
    const follow = (parsed, [root, ...path]) =>
        path.reduce((element, index) => element?.children[index], parsed.roots[root]);

    // The innermost elements that say exactly the item; without any, those that say it among other things.
    const findItem = (elements, text) => {
        const wanted = squeeze(text);
        const says = [element => squeezedWords(element) === wanted, element => squeezedWords(element).includes(wanted)];
        for (const test of wanted ? says : []) {
            const found = elements.filter(one => test(one) && ![...one.children].some(test));
            if (found.length) { return found.slice(0, MAX_PLACES); }
        }
        return [];
    };
    // What a check may go by that returns a word of its own, such as `upgraded`: rows and links with its words.
    const findRelated = (elements, words) => elements
        .filter(one => one.matches("tr, a") && !one.querySelector("tr"))
        .filter(one => words.some(word => one.textContent.toLowerCase().includes(word)))
        .flatMap(one => one.cells ? [...one.cells] : [one])
        .slice(0, MAX_RELATED);

    const findTargets = (parsed, items) => {
        const targets = [], known = new Set();
        for (const item of items) {
            for (const [index, root] of parsed.roots.entries()) {
                const elements = listElements(root);
                const exact = findItem(elements, item.text);
                const twins = exact.map(element => [index, ...pathOf(element, root)]);
                for (const element of exact.length ? exact : findRelated(elements, item.related)) {
                    const path = [index, ...pathOf(element, root)];
                    if (known.has(String(path))) { continue; }
                    known.add(String(path));
                    const text = exact.length ? item.text : wordsOf(element).trim();
                    targets.push({ source: item.source, part: item.part, text, path, twins });
                }
            }
        }
        return targets;
    };

    // Changing words: within one text node where the item is, so that its inner elements stay.
    const changeItem = change => ({ element, text }) => {
        const words = wordsOf(element), item = words.includes(text) ? text : words.trim();
        const changed = change(item);
        if (!item || changed === item) { return false; }
        if (element.tagName !== "INPUT") {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                if (walker.currentNode.data.includes(item)) {
                    walker.currentNode.data = walker.currentNode.data.replace(item, () => changed);
                    return true;
                }
            }
        }
        return setWords(element, words.replace(item, () => changed));
    };
    const longestWord = text => text.split(/\s+/).reduce((one, other) => other.length > one.length ? other : one, "");
    const lastSpace = text => text.trimEnd().lastIndexOf(" ");

    const rowOf = element => element.closest("tr, li, p, .row") ?? element;
    const block = element => element.closest("p, table, ul, ol, form, h1, h2, h3, div") ?? element;
    const exchange = (one, other) => {
        if (!one || !other) { return false; }
        const place = document.createComment("");
        one.replaceWith(place);
        other.replaceWith(one);
        place.replaceWith(other);
        return true;
    };
    // Something that a reader would miss: an empty or hidden neighbor is not one.
    const hasContent = element => !element.matches(HIDDEN)
        && Boolean(squeeze(wordsOf(element)) || element.querySelector(`${FIELDS}, button, img, input[value]`));
    const neighbor = element => [element.nextElementSibling, element.previousElementSibling].find(one =>
        one && one.tagName === element.tagName && hasContent(one) && wordsOf(one).trim() !== wordsOf(element).trim());
    // Within the screen's own content: where that is on the page is not what an item is about.
    const swap = ({ element, content }) => {
        for (let one = element; one && !one.matches(`body, form, ${content}`); one = one.parentElement) {
            if (neighbor(one)) { return exchange(one, neighbor(one)); }
        }
        return false;
    };

    const style = css => ({ element }) => {
        element.style.cssText += css.split(";").map(rule => `;${rule} !important`).join("");
        return true;
    };
    const ROWS = "table, thead, tbody, tfoot, tr";
    const wrapInner = (element, tag, css) => {
        if (element.matches("input, img")) { return false; }
        // Within a row, but outside its cells, a parser would move the wrapper out of the table.
        if (element.matches(ROWS)) {
            return [...element.querySelectorAll("td, th")].map(cell => wrapInner(cell, tag, css)).some(Boolean);
        }
        const wrapper = element.ownerDocument.createElement(tag);
        wrapper.style.cssText = css;
        wrapper.append(...element.childNodes);
        element.append(wrapper);
        return true;
    };

    const make = (context, html) => {
        const template = context.root.ownerDocument.createElement("template");
        template.innerHTML = html;
        return template.content;
    };
    const contentOf = ({ root, content }) => root.querySelector(content) ?? root.querySelector("body") ?? root;
    const addScript = script => context => {
        if (context.kind === PARTIAL) { return false; }
        const element = context.root.ownerDocument.createElement("script");
        element.textContent = script;
        context.root.querySelector("body")?.append(element);
        return true;
    };

    const fieldOf = ({ element, root }) => {
        if (element.matches(FIELDS)) { return element; }
        const label = element.closest("label[for]") ?? element.querySelector("label[for]");
        const own = label && root.querySelector(`[id="${label.getAttribute("for")}"]`);
        return own ?? element.closest("tr, .row, label")?.querySelector(FIELDS) ?? null;
    };
    const isLabel = context => !context.element.matches("a, button") && !isButton(context.element)
        && fieldOf(context) && context.element !== fieldOf(context);
    const buttonOf = ({ element }) => element.closest("button") ?? (isButton(element) ? element : null);
    const linkOf = ({ element }) => element.closest("a[href]") ?? element.querySelector("a[href]");
    const field = change => context => {
        const found = isLabel(context) && fieldOf(context);
        return found ? change(found, context) ?? true : false;
    };
    const link = change => context => {
        const found = linkOf(context);
        return found ? change(found, context) ?? true : false;
    };
    const nextLabel = ({ element, root, kind }) => {
        const fields = [...root.querySelectorAll(FIELDS)];
        const own = fieldOf({ element, root, kind });
        const next = fields[fields.indexOf(own) + 1];
        const label = next && (root.querySelector(`label[for="${next.id}"]`)
            ?? next.closest("tr")?.querySelector("td, th, label"));
        return label && !label.contains(next) ? label : null;
    };
    const toOtherHost = (address, { elsewhere, url }) => {
        if (address.startsWith("mailto:")) { return address.replace(/@[^?]*/, "@elsewhere.example"); }
        const full = new URL(address, url);
        return `${elsewhere}${full.pathname}${full.search}`;
    };

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

    return { apply, plan, names: () => Object.keys(OPERATORS) };
})();
