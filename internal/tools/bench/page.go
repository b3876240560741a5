package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"stackengine.dev/sandbox/internal/tools/browser"
	"stackengine.dev/sandbox/internal/tools/corpus"
)

// measurePage times what a person sees: from the paste, or from the drop of a
// large file, until the answer stands on the page; and the longest time that
// the page could not react.
func measurePage(ctx context.Context, address string) error {
	fmt.Println("Paste (2 KB to 1 MB) or drop (10 MB) to the diff on the page, and the longest that the page's main thread was blocked.")
	fmt.Println()
	row("paste", "first", "best of 5", "longest block")
	row("---:", "---:", "---:", "---:")
	for _, size := range sizes {
		if err := measureOnPage(ctx, address, size); err != nil {
			return fmt.Errorf("%d bytes on the page: %v", size, err)
		}
	}
	return nil
}

// pageTools puts text into the page the way a person does. The block is the
// longest gap between two turns of a message loop, which a task of the page
// has to let through.
const pageTools = `
globalThis.longest = 0;
globalThis.givenAt = Infinity;
globalThis.measureBlocks = () => {
  const channel = new MessageChannel();
  globalThis.last = performance.now();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
};
globalThis.give = (text, drop) => {
  const data = new DataTransfer();
  answeredAt = 0;
  givenAt = Infinity;
  if (drop) data.items.add(new File([text], "main.tf"));
  else data.setData("text/plain", text);
  setTimeout(() => {
    longest = 0; // what it took to make the text is no work of the page
    last = givenAt = performance.now();
    const target = document.getElementById("editor").shadowRoot.querySelector(".cm-content");
    const event = drop
      ? new DragEvent("drop", { dataTransfer: data, bubbles: true, composed: true, cancelable: true })
      : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true, cancelable: true });
    if (!drop) target.focus();
    target.dispatchEvent(event);
  }, 50);
};
`

func measureOnPage(ctx context.Context, address string, size int) error {
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	tab, cancel, err := browser.Open(ctx, profile)
	if err != nil {
		return err
	}
	defer cancel()
	if err := open(tab, address); err != nil {
		return err
	}
	text, err := json.Marshal(corpus.Terraform(size))
	if err != nil {
		return err
	}
	evaluate := func(script string) (float64, error) {
		return chromedp.Run(tab, chromedp.Evaluate[float64](script))
	}
	if _, err := evaluate(pageTools + "globalThis.text = " + string(text) + "; measureBlocks(); 1"); err != nil {
		return err
	}
	drop := size >= 10_000_000
	var times []float64
	longest := 0.0
	for range 5 {
		if _, err := evaluate("document.getElementById('clear').click(), 1"); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
		if _, err := evaluate(fmt.Sprintf("give(text, %v), 1", drop)); err != nil {
			return err
		}
		if err := until(tab, "answeredAt > givenAt && document.querySelector('#diff:not([hidden])')", time.Minute); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond) // what the page still does after the answer counts too
		ms, err := evaluate("answeredAt - givenAt")
		if err != nil {
			return err
		}
		block, err := evaluate("longest")
		if err != nil {
			return err
		}
		times, longest = append(times, ms), max(longest, block)
	}
	row(fmt.Sprintf("%d KB", size/1000), fmt.Sprintf("%.0f ms", times[0]), fmt.Sprintf("%.0f ms", slices.Min(times)), fmt.Sprintf("%.0f ms", longest))
	return nil
}
