/// The few diseases and drugs that the samples use. ICD-10-CM and RxNorm are free; SNOMED CT codes stand alone, as in any chart.
enum Disease: CaseIterable {
    case hypertension, diabetes, diabetesWithHyperglycemia, heartDisease, kidneyFailure, pregnancy
    case hyperlipidemia, backPain, allergicRhinitis, respiratoryInfection

    /// No measure of the samples asks for these; they are what most people come with.
    static let everyday: [Disease] = [.hyperlipidemia, .backPain, .allergicRhinitis, .respiratoryInfection]

    var icd10: String {
        switch self {
        case .hypertension: "I10"
        case .diabetes: "E11.9"
        case .diabetesWithHyperglycemia: "E11.65"
        case .heartDisease: "I25.10"
        case .kidneyFailure: "N18.6"
        case .pregnancy: "Z33.1"
        case .hyperlipidemia: "E78.5"
        case .backPain: "M54.50"
        case .allergicRhinitis: "J30.9"
        case .respiratoryInfection: "J06.9"
        }
    }

    var snomed: String {
        switch self {
        case .hypertension: "59621000"
        case .diabetes, .diabetesWithHyperglycemia: "44054006"
        case .heartDisease: "414545008"
        case .kidneyFailure: "46177005"
        case .pregnancy: "72892002"
        case .hyperlipidemia: "55822004"
        case .backPain: "279039007"
        case .allergicRhinitis: "61582004"
        case .respiratoryInfection: "54150009"
        }
    }

    var words: String {
        switch self {
        case .hypertension: "Essential hypertension"
        case .diabetes: "Type 2 diabetes mellitus without complications"
        case .diabetesWithHyperglycemia: "Type 2 diabetes mellitus with hyperglycemia"
        case .heartDisease: "Ischemic heart disease"
        case .kidneyFailure: "End stage renal disease"
        case .pregnancy: "Normal pregnancy"
        case .hyperlipidemia: "Hyperlipidemia"
        case .backPain: "Low back pain"
        case .allergicRhinitis: "Allergic rhinitis"
        case .respiratoryInfection: "Upper respiratory infection"
        }
    }
}

enum Drug: CaseIterable {
    case lisinopril, hydrochlorothiazide, amlodipine, atorvastatin, metformin, aspirin, varenicline

    var rxnorm: String {
        switch self {
        case .lisinopril: "314076"
        case .hydrochlorothiazide: "310798"
        case .amlodipine: "197361"
        case .atorvastatin: "617311"
        case .metformin: "860975"
        case .aspirin: "243670"
        case .varenicline: "636676"
        }
    }

    var words: String {
        switch self {
        case .lisinopril: "lisinopril 10 MG Oral Tablet"
        case .hydrochlorothiazide: "hydrochlorothiazide 25 MG Oral Tablet"
        case .amlodipine: "amlodipine 5 MG Oral Tablet"
        case .atorvastatin: "atorvastatin 40 MG Oral Tablet"
        case .metformin: "24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet"
        case .aspirin: "aspirin 81 MG Oral Tablet"
        case .varenicline: "varenicline 1 MG Oral Tablet"
        }
    }
}

extension MadeUpPatient.Smoking {
    var snomed: String {
        switch self {
        case .never: "266919005"
        case .former: "8517006"
        case .daily: "449868002"
        case .unknown: "266927001"
        }
    }

    /// As LOINC's answer list LL2201-3 (72166-2) words it.
    var words: String {
        switch self {
        case .never: "Never smoker"
        case .former: "Former smoker"
        case .daily: "Current every day smoker"
        case .unknown: "Unknown if ever smoked"
        }
    }
}

enum Race: CaseIterable {
    case white, black, asian, native, other

    /// Synthea's word; the code and the words of CDC's race and ethnicity list.
    var synthea: String { "\(self)" }
    var code: String {
        switch self {
        case .white: "2106-3"
        case .black: "2054-5"
        case .asian: "2028-9"
        case .native: "1002-5"
        case .other: "2131-1"
        }
    }
    var words: String {
        switch self {
        case .white: "White"
        case .black: "Black or African American"
        case .asian: "Asian"
        case .native: "American Indian or Alaska Native"
        case .other: "Other Race"
        }
    }
}

let femaleNames = [
    "Ada", "Beatriz", "Carla", "Dorothea", "Elin", "Farida", "Greta", "Hanna", "Imogen", "Joyce", "Keiko", "Lourdes", "Maren", "Nadia",
    "Odile", "Paloma", "Rosalind", "Signe", "Tamsin", "Ursula", "Vera", "Wanda", "Yara", "Zelda",
]
let maleNames = [
    "Abel", "Boris", "Cyrus", "Desmond", "Emil", "Felix", "Gustav", "Hiram", "Ivo", "Jonas", "Kofi", "Leopold", "Mateo", "Nils", "Otis",
    "Pavel", "Quentin", "Rufus", "Silas", "Tobias", "Ulrich", "Victor", "Wendell", "Yusuf",
]
let lastNames = [
    "Abernathy", "Birchwood", "Castellan", "Dunmore", "Eastlake", "Fairweather", "Goldfinch", "Hollybrook", "Ironside", "Jessamy",
    "Kettleby", "Larkspur", "Merriwether", "Nightingale", "Oakenfold", "Pemberley", "Quillfeather", "Ravenhall", "Silverton", "Thistlewood",
    "Underhill", "Valebrook", "Whitlock", "Yarrowby", "Zephyrine", "O'Brackett", "Peñaloza", "Grünberg", "Marsh-Holloway", "St. Aubrey",
]
