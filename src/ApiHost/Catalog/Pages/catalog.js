// Copies the text of the element that a button names. Without script the buttons stay hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    const said = button.parentElement.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Select the command and copy it by hand.";
    }
  });
}

// Creates an endpoint with the login that the browser sent for the page.
for (const form of document.querySelectorAll("[data-deploy]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-deployed]");
    said.textContent = "Deploying...";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ slug: form.elements.slug.value, model_id: form.dataset.deploy }),
      });
      const body = await answer.json();
      said.textContent = answer.ok ? `Deployed as ${body.slug}.` : body.error.message;
    } catch {
      said.textContent = "The platform does not answer; try again.";
    }
  });
}
