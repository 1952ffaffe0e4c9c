/// What an archive may not exceed, all in one place. Each is far above what a practice sends and far below what hurts the machine.
package struct ArchiveLimits: Sendable {
    /// Members of all archives of one call: an EMR writes one document a patient, so a large practice sends tens of thousands.
    package var members = 100_000
    /// Bytes of one member once it is unpacked: the largest extracts are tables of about 2 GiB.
    package var memberBytes = 4 << 30
    /// Bytes of all members of one call once they are unpacked: what a laptop has room for.
    package var totalBytes = 16 << 30
    /// How many times larger a member may be than its packed bytes. C-CDA documents pack to a twentieth, a table of blanks to a hundredth;
    /// a bomb to a thousandth.
    package var ratio = 200
    /// Below this many bytes the ratio does not matter: nothing so small hurts anybody.
    package var ratioFrom = 10 << 20
    /// Archives inside of archives: an EMR packs each patient's files and then all of them. A third level is nobody's export.
    package var depth = 2
    /// Bytes of one member's name.
    package var nameBytes = 1024
    /// Bytes of the list of members: it is held in memory.
    package var directoryBytes = 64 << 20

    package init() {}
}
