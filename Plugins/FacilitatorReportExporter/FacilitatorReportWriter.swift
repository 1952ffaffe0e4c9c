internal import HubCore
internal import Mustache

/// Begins the document with the first practice and closes it at the end; with several practices, each has a page of its own.
struct FacilitatorReportWriter: ReportWriter {
    private let top, page, empty: MustacheTemplate
    private var isOpen = false

    init() throws(HubError) {
        do {
            top = try MustacheTemplate(string: PageTemplate.top)
            page = try MustacheTemplate(string: PageTemplate.page)
            empty = try MustacheTemplate(string: PageTemplate.empty)
        } catch {
            throw HubError(.misconfigured, "the template of the facilitator report cannot be read: \(error)")
        }
    }

    mutating func write(_ report: PracticeReport, to sink: any ByteSink) throws(HubError) {
        let content = ReportPage(report)
        if !isOpen { try sink.write(top.render(["title": content.title, "style": PageStyle.css])) }
        isOpen = true
        try sink.write(page.render(content))
    }

    mutating func finish(to sink: any ByteSink) throws(HubError) {
        if !isOpen {
            try sink.write(top.render(["title": "Quality report: no practice", "style": PageStyle.css]))
            try sink.write(empty.render([String: String]()))
        }
        isOpen = false
        try sink.write(PageTemplate.bottom)
    }
}
