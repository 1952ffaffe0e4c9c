# Everything a person types. Builds go to a folder outside the clone, so that a second clone is quick; MEASUREHUB_SCRATCH moves it.
SCRATCH ?= $(or $(MEASUREHUB_SCRATCH),$(HOME)/.cache/measurehub/build)
RELEASE  = $(SCRATCH)/release/measurehub
STRICT   = --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors

.PHONY: demo test build release setup lint format bench clean

demo: release            ## everything at once on made-up practices; says where the reports lie
	$(RELEASE) demo

test: setup              ## all tests, on a real PostgreSQL that the tests start and stop themselves
	swift build --scratch-path $(SCRATCH) --build-tests $(STRICT)
	MEASUREHUB_SCRATCH=$(SCRATCH) swift test --scratch-path $(SCRATCH) --skip-build

build: setup
	swift build --scratch-path $(SCRATCH) $(STRICT)

release: setup           ## the optimised program, at $(RELEASE)
	swift build --scratch-path $(SCRATCH) -c release --product measurehub -Xswiftc -enforce-exclusivity=unchecked

setup:
	@bash .ci/setup

lint:
	swift format lint --strict -r Sources Plugins Tests Package.swift

format:
	swift format -i -r Sources Plugins Tests Package.swift

bench: release           ## ratios against psql, xmllint and a bare COPY, in one run
	Benchmarks/run --hub $(RELEASE)

clean:
	rm -rf $(SCRATCH)
