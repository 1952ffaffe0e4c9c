/// The page. Mustache: `{{x}}` is escaped; the unescaped form is not used, and a test sees to it.
enum PageTemplate {
    static let top = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>{{title}}</title>
        <style>
        {{style}}
        </style>
        </head>
        <body>
        <main>

        """

    static let bottom = "</main>\n</body>\n</html>\n"

    static let empty = """
        <article class="sheet">
        <h1>No practice</h1>
        <p>There was no practice to report on.</p>
        </article>

        """

    static let page = """
        <article class="sheet {{density}}">
        <header>
        <div>
        <p class="kicker">Quality report</p>
        <h1>{{practice}}</h1>
        </div>
        <p class="period"><strong>{{period}}</strong><br>practice {{code}}</p>
        </header>
        <p class="facts">{{facts}}</p>
        <p class="summary">{{summary}}</p>
        {{#hasRows}}
        <section>
        <h2>How the practice is doing</h2>
        <table class="rates{{^hasTrend}} wide{{/hasTrend}}">
        <colgroup><col><col class="c1"><col class="c2"><col class="c3">{{#hasTrend}}<col class="c4">{{/hasTrend}}<col class="c5"></colgroup>
        <thead>
        <tr><th scope="col">What is measured</th><th scope="col" class="n">Patients</th><th scope="col" colspan="2">Rate, and how sure it is</th>{{#hasTrend}}<th scope="col">Over time</th>{{/hasTrend}}<th scope="col">Data behind it</th></tr>
        </thead>
        <tbody>
        {{#rows}}
        <tr class="{{#isFirst}}first{{/isFirst}}">
        <th scope="row">{{#isFirst}}<span class="name">{{title}}</span> <span class="small">{{small}}{{#lowerIsBetter}} · <b>lower is better ↓</b>{{/lowerIsBetter}}</span>{{/isFirst}}{{^isFirst}}<span class="vh">{{title}}: </span>{{/isFirst}}{{#group}}<span class="group">{{group}}{{^isFirst}}{{#note}} <span class="small">{{note}}</span>{{/note}}{{/isFirst}}</span>{{/group}}</th>
        {{#noRate}}<td class="none" colspan="3">{{noRate}}{{#patients}}: {{patients}}{{/patients}}{{#left}} <span class="small">{{left}}</span>{{/left}}</td>{{/noRate}}
        {{^noRate}}<td class="n">{{patients}}{{#left}} <span class="small">{{left}}</span>{{/left}}</td>
        <td class="rate">{{rate}}</td>
        <td class="sure">{{#bar}}<svg viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label="from 0 to 100 %: {{rate}}, 95 % interval {{words}}"><rect class="track" x="0" y="4" width="100" height="4"/><rect class="band{{#isSmall}} loose{{/isSmall}}" x="{{from}}" y="2.5" width="{{width}}" height="7" vector-effect="non-scaling-stroke"/><line class="mark" x1="{{x}}" x2="{{x}}" y1="0" y2="12" vector-effect="non-scaling-stroke"/></svg><span class="small">{{words}}</span>{{#isSmall}}<span class="small other"><b>n too small to compare</b></span>{{/isSmall}}{{/bar}}{{#other}}<span class="small other">{{other}}</span>{{/other}}</td>{{/noRate}}
        {{#hasTrend}}<td class="trend">{{#trend}}<svg viewBox="0 0 60 20" role="img" aria-label="from {{words}}">{{#segments}}<polyline points="{{points}}"/>{{/segments}}{{#dots}}<circle class="lone" cx="{{x}}" cy="{{y}}" r="1.3"/>{{/dots}}{{#last}}<circle cx="{{x}}" cy="{{y}}" r="2.2"/>{{/last}}</svg><span class="small">{{words}}</span>{{/trend}}{{^trend}}<span class="small">no earlier period</span>{{/trend}}</td>{{/hasTrend}}
        {{#completeness}}<td class="data" rowspan="{{span}}"><span class="state {{#isGood}}good{{/isGood}}{{#isPartial}}partial{{/isPartial}}{{#isBad}}bad{{/isBad}}{{#isUnknown}}unknown{{/isUnknown}}"><svg viewBox="0 0 12 12" aria-hidden="true">{{#isGood}}<circle cx="6" cy="6" r="6"/><path d="M3 6.2 5.2 8.4 9 4"/>{{/isGood}}{{#isPartial}}<path class="fill" d="M6 .6 11.8 11H.2z"/><path d="M6 4.2v3.2M6 8.7v1"/>{{/isPartial}}{{#isBad}}<rect x="0" y="0" width="12" height="12" rx="1.5"/><path d="M3.4 3.4l5.2 5.2M8.6 3.4 3.4 8.6"/>{{/isBad}}{{#isUnknown}}<circle class="ring" cx="6" cy="6" r="5.2"/><path class="dash" d="M3.5 6h5"/>{{/isUnknown}}</svg>{{word}}</span>{{#detail}} <span class="small">{{detail}}</span>{{/detail}}</td>{{/completeness}}
        </tr>
        {{/rows}}
        </tbody>
        </table>
        {{#unplaced}}<p class="small">{{unplaced}}</p>{{/unplaced}}
        </section>
        {{/hasRows}}
        <div class="columns">
        <section>
        <h2>What to do first</h2>
        {{#hasProblems}}
        <ol class="problems">
        {{#problems}}
        <li><strong>{{what}}</strong><br>{{fix}}<br><span class="who"><b>Who:</b> {{owner}}.</span> <span class="small">{{small}}</span></li>
        {{/problems}}
        </ol>
        {{#moreProblems}}<p class="small">{{moreProblems}}</p>{{/moreProblems}}
        {{/hasProblems}}
        {{^hasProblems}}<p>{{noProblems}}</p>{{/hasProblems}}
        </section>
        {{#provenance}}
        <section>
        <h2>Where the numbers come from</h2>
        {{#hasFiles}}
        <table class="files">
        <thead>
        <tr><th scope="col">File, in rows</th><th scope="col" class="n">Read</th><th scope="col" class="n">Accepted</th><th scope="col" class="n">Rejected</th><th scope="col" class="n">Skipped</th></tr>
        </thead>
        <tbody>
        {{#files}}
        <tr><th scope="row">{{name}} <span class="small">{{format}}</span></th><td class="n">{{read}}</td><td class="n">{{accepted}}</td><td class="n">{{rejected}}</td><td class="n">{{skipped}}</td></tr>
        {{/files}}
        {{#more}}<tr><td colspan="5">{{more}}</td></tr>{{/more}}
        {{#total}}
        <tr class="total"><th scope="row">{{name}}</th><td class="n">{{read}}</td><td class="n">{{accepted}}</td><td class="n">{{rejected}}</td><td class="n">{{skipped}}</td></tr>
        {{/total}}
        </tbody>
        </table>
        {{/hasFiles}}
        {{^hasFiles}}<p>No file has been read for this practice yet.</p>{{/hasFiles}}
        {{#imbalance}}<p><strong>{{imbalance}}</strong></p>{{/imbalance}}
        <p class="small">Submission {{submissions}} · run {{run}}{{#generated}} · made {{generated}}{{/generated}}</p>
        </section>
        {{/provenance}}
        </div>
        <footer>
        <p>Patients: those who met the goal, of those eligible. Left out: exclusions and exceptions, such as hospice care. The band is the 95 % interval (Wilson): where the rate plausibly lies in the long run; the mark is the rate now. Under 30 patients, do not compare. {{#hasTrend}}Over time: the last periods, oldest left; the height spans at least 20 points. {{/hasTrend}}Eligible: the measure’s denominator after exclusions, out of its initial population.</p>
        </footer>
        </article>

        """
}
