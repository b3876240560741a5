SHELL := /bin/bash
.DEFAULT_GOAL := build

GOROOT := $(shell go env GOROOT)
WASM_EXEC := $(GOROOT)/lib/wasm/wasm_exec.js
GO_FILES := go.mod go.sum $(shell find wasm internal redact -name '*.go' -not -name '*_test.go')
PAGE_FILES := web/index.html web/style.css web/build.mjs $(wildcard web/js/*) web/docs/docs.css web/docs/index.html
# Inlining only where most of the time goes makes the wasm more than an eighth smaller; large pastes take up to a third longer.
INLINE := -gcflags=all=-l -gcflags=stackengine.dev/sandbox/internal/source=
# The wasm is built and tested with copies of three dependencies that lack what nothing calls (internal/tools/wasmdeps says what and why).
WASM_MOD := web/dist/wasm.mod
# What runs in the browser is tested as it runs there.
WASM_PACKAGES := $(addprefix ./internal/,source data setting edit format plan diff report engine) ./redact

build: web/dist/index.html ## build the page into web/dist

web/node_modules/.package-lock.json: web/package.json web/package-lock.json web/.npmrc
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(WASM_MOD): go.mod go.sum $(wildcard internal/tools/wasmdeps/*.go internal/tools/wasmdeps/plain/*.go)
	go mod download
	mkdir -p $(@D)
	go run ./internal/tools/wasmdeps -out $(@D)

web/dist/engine.wasm: $(GO_FILES) $(WASM_MOD)
	GOOS=js GOARCH=wasm go build -modfile=$(WASM_MOD) -trimpath -buildvcs=false -ldflags "-s -w -buildid=" $(INLINE) -o $@ ./wasm

web/docs/index.html: $(wildcard internal/plan/*.go internal/setting/*.go internal/tools/docpages/*)
	go run ./internal/tools/docpages -out web/docs

web/dist/index.html: web/dist/engine.wasm web/node_modules/.package-lock.json $(PAGE_FILES) $(WASM_EXEC)
	node web/build.mjs "$(WASM_EXEC)"
	@touch $@

serve: build ## build, then serve the page on http://127.0.0.1:8080 (PORT or ADDR to change)
	@go run .

test: test-go test-gitleaks test-wasm test-js test-browser ## run everything that must pass

test-go: ## vet and test the Go code
	go vet ./...
	go test ./...

test-gitleaks: ## hold package redact against gitleaks' own examples (skipped where its source cannot be had)
	go vet -tags gitleaks ./internal/tools/gitleaks
	go test -tags gitleaks -v -timeout 20m ./internal/tools/gitleaks

test-wasm: $(WASM_MOD) ## test the engine's packages under js/wasm
	GOOS=js GOARCH=wasm go test -modfile=$(WASM_MOD) -timeout 30m -exec="$(GOROOT)/lib/wasm/go_js_wasm_exec" $(WASM_PACKAGES)

test-js: build ## check the page's types and test its code, with the built engine
	cd web && npx --no-install tsc --noEmit
	node --test web/test/*.test.mjs

test-browser: build ## test the page in a real browser (fails if there is none)
	BROWSER_PATH="$$(web/ensure-browser.sh)" && export BROWSER_PATH && go vet -tags browser ./... && go test -tags browser -timeout 40m -run Browser ./internal/tools/...

golden: ## write the expected outputs anew: read the diff before committing
	go test ./internal/engine -run Golden -update

bench: build ## measure the engine and the page
	go run ./internal/tools/bench

size: build ## print the sizes of what is shipped
	@wc -c web/dist/{boot.js,main.js,worker.js,style.css,engine.wasm}{,.br,.gz}

clean: ## remove what was built and installed
	rm -rf web/dist web/node_modules web/docs/*.html

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

.PHONY: build serve test test-go test-gitleaks test-wasm test-js test-browser golden bench size clean help
