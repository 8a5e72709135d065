//! How the shipped rules and due items are called on the paper of a meeting, in few words.

use mimamori_record::Text;

/// How the rules of the kit are called on paper.
pub(crate) const RULES: &[(&str, Text)] = &[
    (
        "absence-7-school-days",
        Text::new("7日以上続く欠席", "7 or more school days absent in a row"),
    ),
    (
        "absence-no-contact",
        Text::new("連絡のない欠席の続き", "absences without contact in a row"),
    ),
    (
        "absence-30-year",
        Text::new(
            "今年度30日以上の欠席（病気などを除く）",
            "30 or more absences this fiscal year (illness aside)",
        ),
    ),
    (
        "checkup-4m-not-taken",
        Text::new(
            "3〜4か月児健診の未受診",
            "check-up at 3 to 4 months not taken",
        ),
    ),
    (
        "checkup-18m-not-taken",
        Text::new("1歳6か月児健診の未受診", "check-up at 18 months not taken"),
    ),
    (
        "checkup-36m-not-taken",
        Text::new("3歳児健診の未受診", "check-up at 3 years not taken"),
    ),
    (
        "checkup-detailed-no-result",
        Text::new(
            "要精密検査のあとの結果なし",
            "no result of a detailed examination",
        ),
    ),
    (
        "school-age-not-enrolled",
        Text::new("就学の記録なし", "of school age and on no school's list"),
    ),
    (
        "case-not-seen",
        Text::new("目視確認から60日超", "not seen for more than 60 days"),
    ),
    (
        "sibling-of-registered",
        Text::new("支援中のきょうだいがいる", "a sibling is supported"),
    ),
    (
        "late-early-5-month",
        Text::new(
            "月5回以上の遅刻・早退",
            "late or leaving early 5 times a month",
        ),
    ),
    (
        "absence-3-month",
        Text::new(
            "月3日以上の欠席（病気などを除く）",
            "3 or more absences in a month (illness aside)",
        ),
    ),
    (
        "moved-in-no-history",
        Text::new("転入前の記録なし", "moved in without earlier records"),
    ),
    (
        "injury-or-own-word",
        Text::new(
            "不自然な外傷、または本人の訴え",
            "an unexplained injury, or the child's own word",
        ),
    ),
    (
        "gap-school-aid",
        Text::new(
            "児童扶養手当を受け、就学援助を受けていない",
            "child rearing allowance, but no school aid",
        ),
    ),
    (
        "told-by-two-places",
        Text::new(
            "別々のところから見守り情報がある",
            "notes from two places that do not depend on each other",
        ),
    ),
    (
        "earlier-report",
        Text::new(
            "この2年のうちに受け付け、終結している",
            "received and closed within two years",
        ),
    ),
    (
        "no-vaccination",
        Text::new("予防接種を一つも受けていない", "no vaccination at all"),
    ),
    (
        "infant-not-visited",
        Text::new(
            "乳児家庭の訪問が済んでいない",
            "the visit to every infant has not been made",
        ),
    ),
    (
        "preschooler-unseen",
        Text::new(
            "園にも通わず、支援も使わず、だれも会っていない",
            "in no nursery, using no service, seen by nobody",
        ),
    ),
    (
        "low-birth-weight",
        Text::new("低出生体重", "low birth weight"),
    ),
    (
        "moved-twice-in-3-years",
        Text::new(
            "3年に2回以上の転出入",
            "moved in or out twice within three years",
        ),
    ),
    (
        "pregnancy-notified-late",
        Text::new(
            "妊娠の届出が16週以降",
            "pregnancy notified in week 16 or later",
        ),
    ),
    (
        "pregnancy-checkup-gap",
        Text::new(
            "妊婦健診が8週あいている",
            "no check-up in pregnancy for 8 weeks",
        ),
    ),
    (
        "young-mother",
        Text::new("届出のとき18歳未満", "under 18 at the notification"),
    ),
    (
        "fifth-child-or-multiple",
        Text::new(
            "第5子以降、または多胎",
            "the fifth child or later, or more than one",
        ),
    ),
    (
        "nobody-to-help",
        Text::new(
            "支援者・相談相手がいない、妊娠に困った",
            "nobody to help or talk to, or troubled by the pregnancy",
        ),
    ),
    (
        "epds-9",
        Text::new("EPDS が9点以上", "EPDS of 9 points or more"),
    ),
    (
        "epds-item-10",
        Text::new("EPDS の項目10に印がある", "EPDS item 10 is marked"),
    ),
    (
        "postpartum-checkup-not-taken",
        Text::new(
            "産婦健診（2週間・1か月）を受けていない",
            "the mother's check-up at 2 weeks or 1 month not taken",
        ),
    ),
    (
        "checkup-no-follow-up",
        Text::new(
            "要観察・要精密のあとフォローがない",
            "no follow-up after a check-up",
        ),
    ),
    (
        "mchat-no-second-stage",
        Text::new(
            "M-CHAT のあと二次面接がない",
            "no second stage after M-CHAT",
        ),
    ),
    (
        "school-entry-not-handed-on",
        Text::new(
            "健診のフォローが就学先に引き継がれていない",
            "follow-up not handed on to the school",
        ),
    ),
    (
        "absence-15-year",
        Text::new(
            "年度の欠席が15日以上（病気などを除く）",
            "absent 15 days this fiscal year (not ill)",
        ),
    ),
    (
        "absence-30-last-year",
        Text::new(
            "前の年度の欠席が30日以上（病気などを除く）",
            "absent 30 days last fiscal year (not ill)",
        ),
    ),
    (
        "health-room-5-month",
        Text::new(
            "保健室の来室が月に5回以上",
            "in the health room 5 times in a month",
        ),
    ),
    (
        "nursery-absent-7-days",
        Text::new(
            "園を続けて7日以上休んでいる",
            "absent from nursery 7 days in a row",
        ),
    ),
    (
        "after-school-age-unsupported",
        Text::new(
            "中学卒業後、学校にも支援にもつながっていない",
            "after junior high school, in no school and without support",
        ),
    ),
    (
        "untreated-teeth",
        Text::new("むし歯が治療されていない", "decayed teeth are not treated"),
    ),
    (
        "absent-other-10-year",
        Text::new(
            "「その他」の欠席が年度に10日以上",
            "absent for other reasons 10 days this fiscal year",
        ),
    ),
    (
        "care-at-home-and-absent",
        Text::new(
            "家族の介護・手帳と、遅刻・早退・その他の欠席",
            "care needed at home, and late or absent",
        ),
    ),
    (
        "single-parent-small-sibling-late",
        Text::new(
            "ひとり親、小さいきょうだい、遅刻・早退",
            "one parent, a small sibling, and late",
        ),
    ),
    (
        "young-carer-on-one-list",
        Text::new(
            "ヤングケアラーの名簿が学校とセンターで違う",
            "on the list of young carers of one of the two",
        ),
    ),
    (
        "public-assistance",
        Text::new(
            "生活保護を受けている世帯",
            "the household receives public assistance",
        ),
    ),
    (
        "school-aid",
        Text::new("就学援助を受けている", "receives school aid"),
    ),
    (
        "single-parent-benefits",
        Text::new(
            "児童扶養手当・ひとり親医療を受けている",
            "receives benefits for single parents",
        ),
    ),
    (
        "arrears-of-registered",
        Text::new("登録された世帯の未納", "arrears of a registered household"),
    ),
    (
        "water-stopped",
        Text::new("水道が止められた", "water was cut off"),
    ),
    (
        "gap-single-parent-medical",
        Text::new(
            "児童扶養手当を受け、ひとり親医療を受けていない",
            "child rearing allowance, but no medical aid for single parents",
        ),
    ),
    (
        "gap-child-allowance",
        Text::new("児童手当の受給がない", "no child allowance"),
    ),
    (
        "gap-child-medical",
        Text::new(
            "子ども医療費助成の登録がない",
            "no medical aid for children",
        ),
    ),
    (
        "gap-postpartum-care",
        Text::new(
            "産後のつらさがあり、産後ケアを使っていない",
            "hard after birth, and no postpartum care",
        ),
    ),
    (
        "gap-day-service-expired",
        Text::new(
            "通所受給者証の期限が切れたまま",
            "the certificate for day services has run out",
        ),
    ),
    (
        "gap-recommended-not-begun",
        Text::new(
            "利用を勧めたサービスが始まっていない",
            "a recommended service has not begun",
        ),
    ),
];

/// How the due items of the kit are called on paper.
pub(crate) const DUES: &[(&str, Text)] = &[
    ("no-plan", Text::new("計画", "plan")),
    ("no-worker", Text::new("主担当", "worker")),
    (
        "plan-no-date",
        Text::new("計画の見直しの日", "date of the plan's review"),
    ),
    (
        "plan-review",
        Text::new("計画の見直し", "review of the plan"),
    ),
    (
        "goal-end",
        Text::new("短期目標の評価", "end of the short-term goal"),
    ),
    ("next-contact", Text::new("次の連絡", "next contact")),
    ("sighting", Text::new("目視確認", "seeing the child")),
    (
        "turns-18",
        Text::new(
            "18歳になる年度の終わり",
            "end of the fiscal year of turning 18",
        ),
    ),
    (
        "first-sight",
        Text::new("受付からの安全確認", "first sight of the child"),
    ),
    ("intake-meeting", Text::new("受理会議", "accepting meeting")),
    (
        "plan-line",
        Text::new("支援内容のモニタリング", "monitoring of a plan's line"),
    ),
    (
        "contact-again",
        Text::new("経過に書いた次回連絡", "next contact of the record"),
    ),
    (
        "assessment-sheet",
        Text::new("アセスメントシート", "assessment sheet"),
    ),
    (
        "custody-ends",
        Text::new("一時保護の期限", "end of temporary custody"),
    ),
    (
        "protection-ends",
        Text::new("支援措置の延長の確認", "extension of address protection"),
    ),
    (
        "home-return",
        Text::new("家庭復帰の準備", "plan of the return home"),
    ),
    (
        "home-again-review",
        Text::new("措置の解除後の見直し", "review after a placement"),
    ),
    (
        "custody-ended-review",
        Text::new("一時保護の解除後の見直し", "review after custody"),
    ),
    (
        "service-ended-review",
        Text::new("サービス終了後の見直し", "review after a service"),
    ),
    (
        "moved-in-review",
        Text::new("転入後の見直し", "review after moving in"),
    ),
    (
        "handed-over",
        Text::new("引き継いだ約束", "promise that was handed over"),
    ),
    (
        "measure-switch",
        Text::new("措置から申込みへの切替え", "from measure to application"),
    ),
    (
        "recommend-again",
        Text::new("利用勧奨のその後", "after a recommendation"),
    ),
    (
        "visit-infant",
        Text::new("乳児家庭全戸訪問", "visit to every infant"),
    ),
    (
        "checkup-4m",
        Text::new("3〜4か月児健診の勧奨", "check-up at 4 months"),
    ),
    (
        "checkup-18m",
        Text::new("1歳6か月児健診の勧奨", "check-up at 18 months"),
    ),
    (
        "checkup-36m",
        Text::new("3歳児健診の勧奨", "check-up at 3 years"),
    ),
    (
        "detailed-result",
        Text::new("精密検査の結果", "result of the detailed examination"),
    ),
    (
        "school-entry",
        Text::new("就学前の見直し", "review before school"),
    ),
    ("close-out", Text::new("終結の手続き", "closing the case")),
    ("extra-meeting", Text::new("臨時の会議", "extra meeting")),
    (
        "worker-changed",
        Text::new(
            "担当の変わった後の見直し",
            "review after a change of worker",
        ),
    ),
    (
        "meeting-papers",
        Text::new("会議の案内と照会", "invitations and request sheets"),
    ),
    (
        "list-missing",
        Text::new("名簿が届いていない", "list has not arrived"),
    ),
];
