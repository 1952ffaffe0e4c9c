/// What a measure asks, in the words of the people on the page. A measure that is not here shows its own title.
enum PlainTitles {
    static func title(of measure: String, official: String) -> String {
        words[measure.uppercased()] ?? SafeText.clean(official, upTo: 70)
    }

    private static let words = [
        "CMS2": "Screened for depression, and followed up",
        "CMS22": "Screened for high blood pressure, and followed up",
        "CMS69": "Weight (BMI) checked, and followed up",
        "CMS117": "Toddlers fully vaccinated by age 2",
        "CMS122": "Diabetes out of control (A1c over 9\u{A0}%)",
        "CMS124": "Screened for cervical cancer",
        "CMS125": "Screened for breast cancer",
        "CMS130": "Screened for colorectal cancer",
        "CMS136": "Follow-up of children on ADHD medicine",
        "CMS138": "Asked about tobacco, and helped to quit",
        "CMS139": "Screened for the risk of falls",
        "CMS153": "Young women screened for chlamydia",
        "CMS155": "Children’s weight, nutrition and activity",
        "CMS164": "Aspirin or the like after heart disease",
        "CMS165": "Blood pressure under 140/90",
        "CMS347": "On a statin to protect the heart",
        "CMS349": "Tested for HIV once",
    ]
}
