// Chats with the bot through the playground's page in Chromium, as a person would, and prints what was seen. Arguments: the page's
// address, the question, words of the answer, the file for the screenshot.
const { chromium } = require("playwright-core");

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function main([url, question, words, screenshot]) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium", headless: true, args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(60_000);
    // Fonts and telemetry are elsewhere, where nothing may be asked.
    await page.route((address) => address.hostname !== "127.0.0.1" && address.hostname !== "localhost", (route) => route.abort());
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.getByText("I answer questions").first().waitFor();
    const box = page.locator("div[role=textbox][contenteditable=true]").first();
    await box.click();
    await box.pressSequentially(question);
    await page.getByRole("button", { name: "Send Message" }).click();
    const answer = page.locator(".fai-OutputCard").last();
    await page.getByText(words).first().waitFor();
    const citation = page.locator(".fai-Citation").first();
    await citation.waitFor();
    await citation.hover();
    const popover = page.locator(".fui-PopoverSurface").first();
    await popover.waitFor();
    const seen = {
      answer: await answer.innerText(),
      bold: await page.locator("strong", { hasText: words }).count(),
      popover: await popover.innerText(),
      label: await page.getByText("AI generated").count(),
      like: await page.getByRole("button", { name: "Like", exact: true }).count(),
    };
    await page.screenshot({ path: screenshot });
    console.log(JSON.stringify(seen));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2));
