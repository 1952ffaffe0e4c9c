internal import HubCore
internal import HubJSON

/// MeasureReports: counts that another system computed. One about one patient is a result and no data; it is left out.
extension ResourceReader {
    func readReport(_ report: JSONValue) throws(HubError) {
        let type = "MeasureReport"
        switch report["type"].text {
        case "individual": return try skip("fhir.measure-report", "a MeasureReport: a result, not a patient's data", type)
        case "data-collection", "data-exchange":
            guard report["group"].items.contains(where: { !$0["population"].items.isEmpty }) else {
                return try skip("fhir.measure-report-data", "MeasureReports that only go along with data: they hold no counts", type)
            }
        case "summary", "subject-list", nil: break
        default: return try reject("fhir.report-type", "a MeasureReport is of a type that FHIR does not have", type)
        }
        guard report["status"].text == "complete" else {
            return try skip("fhir.report-not-complete", "MeasureReports whose computation is not complete", type)
        }
        let names = measureNames(report)
        guard let sent = names.first else {
            return try reject("fhir.no-measure", "a MeasureReport does not say which measure it is of", type)
        }
        var result = ReportedResult(sent, source: .reportedFHIR, at: position)
        (result.measure, result.version) = names.lazy.compactMap { Self.cms($0) }.first ?? (nil, nil)
        (result.path, result.convention) = (path ?? type, .gross)
        (result.level, result.levelKey) = level(report["reporter"]["reference"].text)
        let period = report["period"]
        result.periodStart = try moment(period["start"], type)?.day
        result.periodEnd = try moment(period["end"], type)?.lastDay
        if result.periodStart == nil || result.periodEnd == nil {
            try note(
                "fhir.no-period", "a MeasureReport does not say which period its counts are of", type,
                fix: "Export again with both ends of the period.")
        }
        var groups = ReportGroups(report, reader: self)
        let rows = try groups.rows(like: result)
        guard !rows.isEmpty else {
            guard groups.isOtherScore else { return try reject("fhir.no-counts", "a MeasureReport has no counts", type) }
            return try skip("fhir.not-a-proportion", "MeasureReports whose score is no proportion", type)
        }
        for row in rows { try sink.take(row) }
        try sink.accepted()
    }

    /// The canonical, and what a contained Measure is called.
    private func measureNames(_ report: JSONValue) -> [String] {
        // `#m` only leads to a contained Measure.
        var names = [report["measure"].text].compactMap { $0 }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        for measure in report["contained"].items where measure["resourceType"].text == "Measure" {
            names +=
                measure["identifier"].items.compactMap { $0["value"].text } + [measure["url"].text, measure["name"].text].compactMap { $0 }
        }
        return names
    }

    /// `…/Measure/CMS165FHIR…|0.1` is CMS165; only `CMS165v13` says the version.
    static func cms(_ name: String) -> (measure: String?, version: String?)? {
        guard let cut = name.split(separator: "|").first?.split(separator: "/").last, let at = cut.firstRange(of: "CMS") else { return nil }
        let number = cut[at.upperBound...].prefix { $0.isASCII && $0.isNumber }
        guard (1...4).contains(number.count), at.lowerBound == cut.startIndex || !cut[cut.index(before: at.lowerBound)].isLetter else {
            return nil
        }
        let rest = cut[number.endIndex...]
        let version = rest.hasPrefix("v") ? rest.dropFirst().prefix { $0.isASCII && $0.isNumber } : ""
        return ("CMS\(number)", version.isEmpty ? nil : "CMS\(number)v\(version)")
    }

    /// A reporting practitioner or place tells its counts from the practice's own; the organization is the practice itself.
    private func level(_ reporter: String?) -> (ReportedResult.Level, String) {
        guard let target = reporter.flatMap(links.target) else { return (.practice, "") }
        switch target.type {
        case "Practitioner", "PractitionerRole": return (.provider, target.id)
        case "Location": return (.site, target.id)
        default: return (.practice, "")
        }
    }
}
