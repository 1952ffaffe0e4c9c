# The hub as an image: built with the Swift toolchain, run on a plain Debian 12.
FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libarchive-dev libpq-dev libxml2-dev libssl-dev pkg-config zlib1g-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN swift build -c release --product measurehub --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked --scratch-path /build \
    && install -D /build/release/measurehub /out/bin/measurehub && mkdir -p /out/share/measurehub && cp -r Mappings /out/share/measurehub/

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends libarchive13 libpq5 libxml2 libssl3 zlib1g postgresql-client-15 ca-certificates libstdc++6 \
    && rm -rf /var/lib/apt/lists/* && useradd --system --home /var/lib/measurehub --create-home measurehub
COPY --from=build /out/ /usr/local/
COPY .ci/container-entry /usr/local/bin/container-entry
ENV MEASUREHUB_MAPPINGS=/usr/local/share/measurehub/Mappings
USER measurehub
ENTRYPOINT ["/usr/local/bin/container-entry"]
CMD ["doctor"]
