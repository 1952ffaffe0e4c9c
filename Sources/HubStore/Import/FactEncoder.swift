internal import HubCore

/// The `fact` table's columns, and a fact as a row of them. The order here is the order there.
struct FactEncoder {
    static let columns = [
        "practice_id", "submission_id", "fact_no", "patient_id", "kind", "code_id", "more_code_ids", "start_date", "start_second",
        "end_date", "authored_date", "status", "verification", "category", "intent", "value_num", "unit_id", "value_code_id",
        "value_text", "comparator", "sent_value", "sent_unit", "negated", "reason_code_id", "qualifier_code_id", "own_key",
        "encounter_key", "panel_key", "supply_days", "provider_id", "file_id", "line", "column_no", "path", "more_value_code_ids",
        "site_id",
    ]

    let practice: Int32
    let submission: Int32
    let codes: CodeBook

    func append(
        _ fact: Fact, number: Int32, patient: Int32, provider: Int32?, site: Int32?, file: Int32, to rows: RowBuffer
    ) throws(HubError) {
        rows.beginRow(fields: Self.columns.count)
        rows.append(practice)
        rows.append(submission)
        rows.append(number)
        rows.append(patient)
        rows.append(fact.kind.rawValue)
        try append(fact.code, to: rows)
        try append(fact.moreCodes, to: rows)
        try rows.append(fact.start)
        rows.append(fact.startSecond)
        try rows.append(fact.end)
        try rows.append(fact.authored)
        rows.append(fact.status?.rawValue)
        rows.append(fact.verification?.rawValue)
        rows.append(fact.category?.rawValue)
        rows.append(fact.intent?.rawValue)
        try append(fact.value, to: rows)
        rows.append(fact.comparator?.rawValue)
        rows.append(fact.sentValue)
        rows.append(fact.sentUnit)
        rows.append(fact.negated)
        try append(fact.reason, to: rows)
        try append(fact.qualifier, to: rows)
        rows.append(fact.ownKey)
        rows.append(fact.encounterKey)
        rows.append(fact.panelKey)
        rows.append(fact.supplyDays)
        rows.append(provider)
        rows.append(file)
        rows.append(Int32(clamping: fact.position.line))
        rows.append(Int32(clamping: fact.position.column))
        rows.append(fact.path)
        try append(fact.moreValueCodes, to: rows)
        rows.append(site)
    }

    private func append(_ further: [Coding], to rows: RowBuffer) throws(HubError) {
        guard !further.isEmpty else { return rows.null() }
        var ids: [Int32] = []
        for code in further { ids.append(try codes.id(of: code)) }
        rows.append(ids)
    }

    private func append(_ code: Coding?, to rows: RowBuffer) throws(HubError) {
        if let code { rows.append(try codes.id(of: code)) } else { rows.null() }
    }

    /// Four columns: number, unit, code, text.
    private func append(_ value: Fact.Value?, to rows: RowBuffer) throws(HubError) {
        switch value {
        case .quantity(let number, let unit):
            rows.append(number)
            if let unit { rows.append(try codes.id(ofUnit: unit)) } else { rows.null() }
            rows.null()
            rows.null()
        case .coded(let code):
            rows.null()
            rows.null()
            rows.append(try codes.id(of: code))
            rows.null()
        case .text(let text):
            rows.null()
            rows.null()
            rows.null()
            rows.append(text)
        case nil: for _ in 0..<4 { rows.null() }
        }
    }
}
