# Targets for people. .ci/run is what must pass.
.DEFAULT_GOAL := help
GOLDEN := $(shell grep -rl --include='*_test.go' 'hybriddiag/internal/golden' . | xargs -n1 dirname | sort -u)

.PHONY: help build test race fuzz lint golden signatures accuracy site samples ci

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

build: ## build ./diag
	CGO_ENABLED=0 go build -o diag ./cmd/diag

test: ## run all tests
	go test ./...

race: ## run the packages with goroutines under the race detector
	go test -race . ./bundle/... ./cmd/... ./diagnosis/...

fuzz: ## fuzz one package: make fuzz PKG=./parsers/evtx TIME=60s
	go test $(PKG) -run '^$$' -fuzz . -fuzztime $(or $(TIME),30s)

lint: ## vet, formatting, staticcheck
	go vet ./...
	@test -z "$$(go tool -modfile=tools/go.mod gofumpt -l . | tee /dev/stderr)"
	go tool -modfile=tools/go.mod staticcheck ./...

golden: ## renew the golden files and transcripts; read the difference
	go test $(GOLDEN) -update

signatures: ## lint the signatures and run their cases
	go run ./cmd/diag signatures lint signatures
	go run ./cmd/diag signatures test signatures

accuracy: ## measure how often the answer is right, into docs/accuracy.md
	go run ./cmd/diag/internal/accuracy > dist.accuracy.md && mv dist.accuracy.md docs/accuracy.md

site: ## write the known issues as a web site to dist/site
	go run ./cmd/diag signatures site dist/site

samples: ## make the sample bundles anew
	go run ./samples/generate

ci: ## everything that must pass
	.ci/run
