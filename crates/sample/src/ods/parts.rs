//! The files beside the table: styles of the page, what stays in view, what the file is.

use super::Sheet;

pub(super) const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// A3 on its side, as wide as the page, with page numbers.
pub(super) const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:styles><style:style style:name="Default" style:family="table-cell"><style:text-properties style:font-name="Noto Sans CJK JP" style:font-name-asian="Noto Sans CJK JP" fo:font-family="'Noto Sans CJK JP'" style:font-family-asian="'Noto Sans CJK JP'" fo:font-size="10pt" style:font-size-asian="10pt" fo:language="en" fo:country="US" style:language-asian="ja" style:country-asian="JP"/></style:style></office:styles><office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="42cm" fo:page-height="29.7cm" style:print-orientation="landscape" fo:margin-top="1cm" fo:margin-bottom="1cm" fo:margin-left="1cm" fo:margin-right="1cm" style:scale-to-X="1" style:scale-to-Y="0"/><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="pm1"><style:header style:display="false"/><style:footer><text:p><text:page-number>1</text:page-number> / <text:page-count>99</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>
"#;

pub(super) const META: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta><meta:initial-creator>ひなた町</meta:initial-creator><meta:creation-date>2026-06-01T00:00:00</meta:creation-date><dc:date>2026-06-01T00:00:00</dc:date></office:meta></office:document-meta>
"#;

pub(super) const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/></manifest:manifest>
"#;

impl Sheet {
    /// What stays in view while one scrolls.
    pub(super) fn settings(&self) -> String {
        let (name, columns, rows) = (&self.name, self.frozen, self.heads.1);
        let item = |name: &str, kind: &str, value: u32| {
            format!(
                r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
            )
        };
        let items = [
            item("HorizontalSplitMode", "short", 2),
            item("VerticalSplitMode", "short", 2),
            item("HorizontalSplitPosition", "int", u32::from(columns)),
            item("VerticalSplitPosition", "int", rows),
            item("ActiveSplitRange", "short", 3),
            item("PositionRight", "int", u32::from(columns)),
            item("PositionBottom", "int", rows),
        ];
        let items = items.concat();
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="{name}">{items}</config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>
"#
        )
    }
}
