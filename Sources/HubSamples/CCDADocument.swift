internal import HubCore

/// One patient as a Continuity of Care Document, C-CDA R2.1 (HL7 CDA R2 Implementation Guide: Consolidated CDA Templates, August 2015).
struct CCDADocument {
    let person: MadeUpPatient
    let population: Population
    var xml = XMLText()
    /// Noted as they are written; the line is the element's.
    var plants: [(plant: Plant, line: Int, column: Int, field: String, text: String)] = []
    /// Which errors this document still has to carry.
    var wanted: Set<String>

    init(_ person: MadeUpPatient, _ population: Population, wanted: Set<String>) {
        (self.person, self.population, self.wanted) = (person, population, wanted)
        header()
        xml.open("component")
        xml.open("structuredBody")
        allergies()
        problems()
        medications()
        vitals()
        results()
        socialHistory()
        encounters()
        procedures()
        immunizations()
        narrativeOnly()
        xml.close("structuredBody")
        xml.close("component")
        xml.close("ClinicalDocument")
    }

    /// Says that the next element is the wrong one.
    mutating func note(_ plant: Plant, _ field: String, _ text: String) {
        plants.append((plant, xml.line, xml.column, field, text))
    }

    /// True once for each error that the document was asked to carry.
    mutating func takes(_ plant: Plant) -> Bool { wanted.remove(plant.id) != nil }

    /// A section with its title, its table and its entries.
    mutating func section(
        _ template: String, _ version: String, _ code: String, _ title: String, columns: [String], rows: [(id: String, cells: [String])],
        entries: (inout CCDADocument) -> Void
    ) {
        xml.open("component")
        // Sections that must have entries say that they have no information.
        if rows.isEmpty { xml.open("section", ["nullFlavor": "NI"]) } else { xml.open("section") }
        xml.template(template, version)
        xml.code("code", code, OID.loinc, title)
        xml.put("title", text: title)
        xml.open("text")
        if rows.isEmpty {
            xml.put("paragraph", text: "Nothing recorded.")
        } else {
            table(columns, rows)
        }
        xml.close("text")
        entries(&self)
        xml.close("section")
        xml.close("component")
    }

    private mutating func table(_ columns: [String], _ rows: [(id: String, cells: [String])]) {
        xml.open("table")
        xml.open("thead")
        xml.put(line: "<tr>" + columns.map { "<th>\(XMLText.escaped($0))</th>" }.joined() + "</tr>")
        xml.close("thead")
        xml.open("tbody")
        for row in rows {
            xml.put(line: "<tr ID=\"\(row.id)\">" + row.cells.map { "<td>\(XMLText.escaped($0))</td>" }.joined() + "</tr>")
        }
        xml.close("tbody")
        xml.close("table")
    }

    func stamp(_ visit: MadeUpVisit, _ later: Int = 0) -> String {
        compact(visit.day) + padded((visit.minute + later) / 60, 2) + padded((visit.minute + later) % 60, 2) + "00-0800"
    }
}

/// `20260301`.
func compact(_ day: Day) -> String { day.description.filter { $0 != "-" } }
