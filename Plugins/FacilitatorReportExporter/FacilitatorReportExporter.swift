package import HubCore

/// One printed page for each practice: how it is doing, whether the data can be trusted, what to do first, where the numbers come from.
///
/// For the doctor and the facilitator, who are inside the agreement: nothing is suppressed.
package struct FacilitatorReportExporter: Exporter {
    package static let about = PluginInfo(
        id: "facilitator-report", summary: "one printable page for each practice, as a self-contained HTML file", extensions: ["html"])
    package static let layout = ExportLayout.onePerPractice

    package init(options: [String: String]) throws(HubError) {
        if let name = options.keys.min() {
            throw HubError(.misconfigured, "facilitator-report has no option `\(name)`", hint: "It has no options at all.")
        }
    }

    package func makeWriter() throws(HubError) -> any ReportWriter { try FacilitatorReportWriter() }
}
