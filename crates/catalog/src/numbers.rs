//! The numbers of individual records, for views that lay out records by number.

use super::{Catalog, Part};

impl Catalog {
    /// The number of a record in a column. `None` if the record has none or the column is not loaded.
    pub fn number(&self, column: u32, record: u32) -> Option<i32> {
        let values = self.values.get(column as usize)?.as_ref()?;
        let place = *values.column.get(record as usize)?;
        values.numbers.get((place as usize).checked_sub(1)?).copied()
    }

    /// The parts that must still be fetched before [`Catalog::number`] can read these columns.
    pub fn needs_columns(&self, columns: &[u32]) -> Vec<Part> {
        let away = |column: &&u32| self.values.get(**column as usize).is_some_and(Option::is_none);
        columns.iter().filter(away).map(|column| Part::Column(*column)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::build::{Builder, Limits, Record};
    use crate::{Catalog, Part};

    #[test]
    fn numbers_are_those_that_were_written() {
        let mut builder = Builder::new(vec![], 2);
        builder.limits = Limits { whole: 0, ..Limits::default() };
        let rows = [[Some(5), None], [None, Some(-7)], [Some(i32::MAX), Some(i32::MIN)], [Some(5), None]];
        for (at, row) in rows.iter().enumerate() {
            builder.add(Record { title: format!("r{at}"), numbers: row.to_vec(), ..Record::default() }).unwrap();
        }
        let parts = builder.finish().unwrap();
        let mut catalog = Catalog::open(&parts[0].1).unwrap();
        assert_eq!(catalog.number(0, 0), None, "the column is not here");
        assert_eq!(catalog.needs_columns(&[1, 0, 9]), [Part::Column(1), Part::Column(0)]);
        for (part, bytes) in &parts[1..] {
            catalog.give(*part, bytes.clone()).unwrap();
        }
        assert_eq!(catalog.needs_columns(&[0, 1]), []);
        for (record, row) in rows.iter().enumerate() {
            assert_eq!([catalog.number(0, record as u32), catalog.number(1, record as u32)], *row);
        }
        assert_eq!(catalog.number(0, 4), None);
        assert_eq!(catalog.number(2, 0), None);
    }
}
