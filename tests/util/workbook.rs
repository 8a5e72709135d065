//! Workbooks written as XML, so that nothing that reads them had a hand in making them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A workbook: sheets with the XML of their rows and what follows them.
pub fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    part(
        "_rels/.rels",
        &format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    let (mut names, mut links) = (String::new(), String::new());
    for (number, (name, rows, rest)) in (1..).zip(sheets) {
        names.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{number}" r:id="s{number}"/>"#
        ));
        links.push_str(&format!(r#"<Relationship Id="s{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>"#));
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!(
                r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{rest}</worksheet>"#
            ),
        );
    }
    links.push_str(&format!(
        r#"<Relationship Id="st" Type="{office}/styles" Target="styles.xml"/>"#
    ));
    part(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>"#
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(r#"<Relationships xmlns="{package}">{links}</Relationships>"#),
    );
    // Style 1 is the built-in format 57 (R8.5.1 in Japanese Excel), which has no code in the file.
    part(
        "xl/styles.xml",
        &format!(
            r#"<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="57" applyNumberFormat="1"/></cellXfs></styleSheet>"#
        ),
    );
    part(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
    );
    zip.finish().unwrap().into_inner()
}

/// A row of cells.
pub fn row(number: u32, cells: &[&str]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

/// A cell with a text.
pub fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}
