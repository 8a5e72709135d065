//! The description of a sheet: columns, rows, notes, page.

use mimamori_record::Said;

use crate::cell::Cell;
use crate::svg::BarChart;
use crate::svg_grid::GridChart;

/// Paper size and direction of a printed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Page {
    pub(crate) a3: bool,
    pub(crate) landscape: bool,
}

impl Page {
    /// A4, the short side on top.
    pub const A4_PORTRAIT: Page = Page {
        a3: false,
        landscape: false,
    };
    /// A4, the long side on top.
    pub const A4_LANDSCAPE: Page = Page {
        a3: false,
        landscape: true,
    };
    /// A3, the short side on top.
    pub const A3_PORTRAIT: Page = Page {
        a3: true,
        landscape: false,
    };
    /// A3, the long side on top.
    pub const A3_LANDSCAPE: Page = Page {
        a3: true,
        landscape: true,
    };
}

/// How the cells of a column are laid out and typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Text,
    Wrapped,
    Date,
    Month,
    Integer,
    Decimal(u8),
    Choice(Vec<String>),
}

/// One column: heading, kind, width, and whether people fill it in.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub(crate) heading: Said,
    pub(crate) band: Option<Said>,
    pub(crate) kind: Kind,
    pub(crate) width: u16,
    pub(crate) fill_in: bool,
    pub(crate) printed: bool,
    pub(crate) centred: bool,
    pub(crate) field: Option<String>,
    pub(crate) hint: Option<Said>,
}

impl Column {
    fn new(heading: impl Into<Said>, kind: Kind, width: u16) -> Self {
        Column {
            heading: heading.into(),
            band: None,
            kind,
            width,
            fill_in: false,
            printed: true,
            centred: false,
            field: None,
            hint: None,
        }
    }

    /// Short text; 12 wide. Text too long for the width wraps.
    pub fn text(heading: impl Into<Said>) -> Self {
        Column::new(heading, Kind::Text, 12)
    }

    /// Sentences; 30 wide. The column is widened when a row would become taller than Excel
    /// allows.
    pub fn wrapped(heading: impl Into<Said>) -> Self {
        Column::new(heading, Kind::Wrapped, 30)
    }

    /// Days, shown by era in Japanese papers; 16 wide.
    pub fn date(heading: impl Into<Said>) -> Self {
        Column::new(heading, Kind::Date, 16)
    }

    /// Months, or days where they are known; text, so that 「令和8年5月頃」 can be typed; 14 wide.
    pub fn month(heading: impl Into<Said>) -> Self {
        Column::new(heading, Kind::Month, 14)
    }

    /// Whole numbers, to the right; 8 wide. Text in it (a hidden value's "x") stands right too.
    pub fn integer(heading: impl Into<Said>) -> Self {
        Column::new(heading, Kind::Integer, 8)
    }

    /// Numbers with `places` digits behind the point; 9 wide.
    pub fn decimal(heading: impl Into<Said>, places: u8) -> Self {
        Column::new(heading, Kind::Decimal(places), 9)
    }

    /// One of some labels, offered as a drop-down when the column is filled in; 12 wide.
    pub fn choice(
        heading: impl Into<Said>,
        labels: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let labels = labels.into_iter().map(Into::into).collect();
        Column::new(heading, Kind::Choice(labels), 12)
    }

    /// Sets the width in half-width characters (a full-width character takes two); 2 to 200.
    pub fn width(mut self, half_widths: u16) -> Self {
        self.width = half_widths.clamp(2, 200);
        self
    }

    /// People write into this column: tinted, framed and unlocked.
    pub fn fill_in(mut self) -> Self {
        self.fill_in = true;
        self
    }

    /// Typed on the screen: it stands in the workbook and on no printed page. Such columns are the
    /// last ones of their table.
    pub fn on_screen(mut self) -> Self {
        self.printed = false;
        self
    }

    /// Puts the content in the middle: marks, grades, numbers of a list.
    pub fn centred(mut self) -> Self {
        self.centred = true;
        self
    }

    /// Names the field (ASCII key of the dictionary) that this column holds, so that the paper
    /// can be read back without a mapping. It stands in a hidden row above the heading.
    pub fn field(mut self, key: impl Into<String>) -> Self {
        self.field = Some(key.into());
        self
    }

    /// A heading above the heading; neighbours with the same one share it.
    pub fn under(mut self, band: impl Into<Said>) -> Self {
        self.band = Some(band.into());
        self
    }

    /// What Excel shows beside a cell of this fill-in column when it is chosen; 255 characters.
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Body {
    Cells(Vec<Cell>),
    Group(String),
    Note(String),
}

/// One row: cells, a heading between rows, or a remark between rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub(crate) key: Option<String>,
    pub(crate) body: Body,
    pub(crate) lines: u16,
    pub(crate) strong: bool,
    pub(crate) closes: bool,
}

impl Row {
    fn of(body: Body, key: Option<String>) -> Self {
        Row {
            key,
            body,
            lines: 1,
            strong: false,
            closes: false,
        }
    }

    /// A row of cells. Cells that are left out at the end are blank.
    pub fn new<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Self {
        Row::of(
            Body::Cells(cells.into_iter().map(Into::into).collect()),
            None,
        )
    }

    /// A row of cells with a key in the hidden first column, by which it is known again after
    /// sorting, hiding or copying.
    pub fn keyed<C: Into<Cell>>(
        key: impl Into<String>,
        cells: impl IntoIterator<Item = C>,
    ) -> Self {
        Row::of(
            Body::Cells(cells.into_iter().map(Into::into).collect()),
            Some(key.into()),
        )
    }

    /// A heading across the table, such as 「第1部 確認」.
    pub fn group(text: impl Into<String>) -> Self {
        Row::of(Body::Group(text.into()), None)
    }

    /// A remark across the table, between its rows.
    pub fn note(text: impl Into<String>) -> Self {
        Row::of(Body::Note(text.into()), None)
    }

    /// At least so many lines high, as room to write.
    pub fn lines(mut self, lines: u16) -> Self {
        self.lines = lines.clamp(1, 25);
        self
    }

    /// Bold: totals.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// A heavier rule below: the last row of a household or of a pair.
    pub fn closes(mut self) -> Self {
        self.closes = true;
        self
    }
}

/// A picture beside the table, in HTML only.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Bars.
    Bars(BarChart),
    /// Rows and columns.
    Grid(GridChart),
}

impl From<BarChart> for Chart {
    fn from(chart: BarChart) -> Self {
        Chart::Bars(chart)
    }
}

impl From<GridChart> for Chart {
    fn from(chart: GridChart) -> Self {
        Chart::Grid(chart)
    }
}

/// One sheet with one table. See the crate's example.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub(crate) name: Said,
    pub(crate) title: Said,
    pub(crate) above: Vec<Said>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) below: Vec<Said>,
    pub(crate) when_empty: Option<Said>,
    pub(crate) page: Page,
    pub(crate) filter: bool,
    pub(crate) frozen: u16,
    pub(crate) group_per_page: bool,
    pub(crate) chart: Option<Chart>,
}

impl Sheet {
    /// A sheet with the name on its tab and the title on its paper; A4 landscape, with a filter.
    ///
    /// The name is cleaned and made unique, see [`sheet_name`](crate::sheet_name).
    pub fn new(name: impl Into<Said>, title: impl Into<Said>) -> Self {
        Sheet {
            name: name.into(),
            title: title.into(),
            above: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            below: Vec::new(),
            when_empty: None,
            page: Page::A4_LANDSCAPE,
            filter: true,
            frozen: 0,
            group_per_page: false,
            chart: None,
        }
    }

    /// Adds a line between the title and the table.
    pub fn above(mut self, line: impl Into<Said>) -> Self {
        self.above.push(line.into());
        self
    }

    /// Adds a column.
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }

    /// Adds columns.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// Adds a row.
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }

    /// Adds rows.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Adds a row to a sheet that is being filled in a loop.
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds a line below the table.
    pub fn below(mut self, line: impl Into<Said>) -> Self {
        self.below.push(line.into());
        self
    }

    /// What stands in the table when it has no rows; otherwise 「該当なし」.
    pub fn when_empty(mut self, line: impl Into<Said>) -> Self {
        self.when_empty = Some(line.into());
        self
    }

    /// Chooses the paper.
    pub fn page(mut self, page: Page) -> Self {
        self.page = page;
        self
    }

    /// Leaves out the filter arrows, for tables that nobody sorts.
    pub fn unfiltered(mut self) -> Self {
        self.filter = false;
        self
    }

    /// Keeps the first `columns` visible columns on the screen while scrolling sideways.
    pub fn frozen(mut self, columns: u16) -> Self {
        self.frozen = columns;
        self
    }

    /// Begins a new page before every group but the first.
    pub fn group_per_page(mut self) -> Self {
        self.group_per_page = true;
        self
    }

    /// Draws bars below the table, or a grid above it; in HTML, a workbook has the table alone.
    pub fn chart(mut self, chart: impl Into<Chart>) -> Self {
        self.chart = Some(chart.into());
        self
    }

    /// Whether the sheet needs its hidden key column and field row.
    pub(crate) fn is_read_back(&self) -> bool {
        self.rows.iter().any(|row| row.key.is_some())
            || self.columns.iter().any(|column| column.field.is_some())
    }
}
