import { granted, rights, w } from "./words";

/** Wordings of what people say about time. */
export const timeWordings = {
  "just granted": [
    w(`\\b(?:just|only just|freshly|newly|moments? ago) (?:now )?${granted}\\b GAP \\b${rights}\\b`),
    w(
      `\\b${granted}\\b GAP \\b(?:just now|(?:a|one|two|three|four|five|1|2|3|4|5|a few|a couple(?: of)?|some|30|10|20|several)[ -](?:seconds?|minutes?|moments?|mins?|secs?) (?:ago|before|earlier)|seconds ago|minutes ago|moments ago)`,
    ),
    w(
      `\\b(?:immediat\\w+|right|straight|directly|seconds|instantly|shortly|moments|a (?:few )?(?:seconds?|minutes?|moment)) (?:after|afterwards|later|following)\\b GAP \\b(?:${granted}|role|permission|grant|client|creat|provision|apply|pulumi|terraform|deploy|roll(?:ing|ed)? ?out)`,
    ),
    w(
      `\\b${granted}\\b GAP \\b(?:role|permission|client|grant)s?\\b GAP \\b(?:immediat\\w+|right away|straight away|in the next (?:step|line|call)|directly|within (?:a few )?seconds)\\b`,
    ),
    w(`\\b(?:just|newly) (?:created|provisioned|made) (?:oauth )?(?:client|role|integration)\\b`),
  ],
  "goes away by itself": [
    w(
      `\\b(?:works?|worked|working|succeed(?:s|ed)?|passes|fine|ok)\\b NEAR (?:after (?:waiting|a (?:few|couple)|some|\\d+|several|two|three|five|a) ?(?:of )?(?:minutes?|mins?|seconds?|while|moments?)|(?:a few |some |several |\\d+ )?(?:minutes?|moments?|seconds?) later|on (?:the )?(?:second|next|retry|re-?run)|when (?:i|we) (?:retry|try again|re-?run|run it again)|the second time|if (?:i|we) wait)`,
    ),
    w(
      `\\b(?:if|when|with|after|once|adding|added|unless) (?:i |we |you |it |the script )?(?:a |an |put a |add a |insert a )?(?:sleep|wait|paus|delay)\\w*\\b GAP \\b(?:no (?:more )?(?:errors?|403|problems?)|works?|worked|ok|fine|pass(?:es)?|succeeds?|green|200|gone|helps?|fixes|solves)\\b`,
    ),
    w(`\\b(?:second|next|later) (?:apply|run|attempt|try|up)\\b NEAR (?:works?|succeed|passes|fine|goes through)`),
    w(
      `\\b(?:re-?run(?:ning)?|retry(?:ing)?|retries|(?:try|run|call|do|start|apply|launch)(?:ning|ing)? (?:it |the \\w+ |everything )?again|re-?appl(?:y|ying))\\b GAP \\b(?:works?|worked|succe(?:ed|eds|eded|ss)|pass(?:es|ed)?|goes through|fixes|helps|(?:is|it's|its|was|all|turns|comes back|ends) (?:\\w+ )?(?:green|ok(?:ay)?|fine|good)|200)\\b`,
    ),
    w(
      `\\b(?:minutes?|mins?|moments?|seconds?|secs?) (?:later|after(?:wards)?)\\b NEAR \\b(?:works?|worked|succe(?:ed|eds|eded)|pass(?:es|ed)|(?:is|it's|its|was|all|everything|went) (?:\\w+ )?(?:green|ok(?:ay)?|fine|good|through)|returns? 200|no (?:error|problem|403))\\b`,
    ),
    w(`\\b(?:error|403|it|problem|failure) (?:goes away|disappears|vanishes|resolves itself|clears up|clears)`),
    w(`\\b(?:40[13]s?|error|fails?|refused|forbidden)\\b GAP \\b(?:then|later|afterwards|after (?:a|that|some|\\d+)) (?:\\w+ ){0,3}?(?:ok(?:ay)?|fine|works?|green|good|200)\\b`),
    w(`\\bthen (?:suddenly )?(?:it )?(?:started|began) (?:to work|working)\\b`),
  ],
  "long ago": [
    w(
      `\\b(?:since|for) (?:the past |the last |more than |over )?(?:yesterday|an hour|hours|days|weeks|months|a day|a week|last (?:week|month|year)|\\d+ (?:hours?|days?|weeks?|months?))\\b`,
    ),
    w(`\\b(?:an hour|hours|days|weeks|months|\\d+ (?:hours?|days?|weeks?|months?)|yesterday|last week|last month) ago\\b`),
    w(`\\bwaited (?:for )?(?:more than |over )?(?:an|\\d+|several|two|a few|many|half an)? ?(?:hours?|days?|the night|overnight)\\b`),
    w(`\\b(?:still|even) GAP after (?:24|48|\\d+|an|several|two|a few) ?(?:hours?|hrs?|days?)\\b`),
    w(`\\b${granted}\\b GAP \\b(?:yesterday|last week|last month|hours ago|days ago)\\b`),
  ],
  "scope added to old token": [
    w(
      `\\b(?:added|granted|enabled|ticked|included|updated|changed|extended|widened)\\b NEAR \\bscopes?\\b GAP \\b(?:but|still|same token|without|and the (?:old|same|existing)|yet)\\b`,
    ),
    w(`\\b(?:same|old|existing|cached|current|previous|previously issued|stored) (?:access |refresh |bearer )?token\\b GAP \\bscopes?\\b`),
    w(
      `\\btoken (?:was|is|had been)? ?(?:issued|minted|generated|obtained|created|requested|from)? ?(?:before|prior to|older)\\b GAP \\bscope`,
    ),
    w(
      `\\bscope\\b GAP \\b(?:without|did(?:n't| not)|have(?:n't| not)) (?:re-?authenticat|logg?(?:ed|ing)? (?:out|in|back)|sign(?:ed|ing)? (?:out|in)|a new token|request(?:ed|ing)? a new token|refresh)`,
    ),
    w(
      `\\b(?:existing|old|older|current|already issued|previously issued|cached|same|stored|refreshed) (?:\\w+ )?tokens?\\b NEAR \\b(?:still|keeps?|continues?|does(?:n't| not)|do(?:n't| not))\\b`,
    ),
    w(`\\btokens?\\b NEAR \\b(?:issued|minted|obtained|fetched|created) (?:before|prior to|earlier than)\\b`),
    w(`\\bdo (?:i|we|users|they) (?:have|need) to (?:log|sign) in again\\b`),
    w(`\\b(?:added|new) GAP scopes? GAP (?:token from|users? (?:are|is) still (?:logged|signed) in|session)`),
  ],
} as const;
