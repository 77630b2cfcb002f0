//! Matrices.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

/// A measure of likeness, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Metric {
    /// Cosine of TF-IDF vectors: the same subject.
    Cosine,
    /// Jaccard of shingle sets: the same wording, measured against both.
    Jaccard,
    /// How much of the row's shingles stands in the column.
    Containment,
    /// How much of the row's units lies in passages aligned with the column.
    Coverage,
}

impl Metric {
    /// All four, in the order of outputs.
    pub const ALL: [Metric; 4] = [
        Metric::Cosine,
        Metric::Jaccard,
        Metric::Containment,
        Metric::Coverage,
    ];

    /// Its name in file names and data.
    pub fn name(self) -> &'static str {
        match self {
            Metric::Cosine => "cosine",
            Metric::Jaccard => "jaccard",
            Metric::Containment => "containment",
            Metric::Coverage => "coverage",
        }
    }

    /// Whether row and column may be exchanged.
    pub fn is_symmetric(self) -> bool {
        matches!(self, Metric::Cosine | Metric::Jaccard)
    }
}

/// A column and its value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Index of the column.
    pub column: usize,
    /// The value, 0 to 1.
    pub value: f32,
}

/// A square matrix, whole or as the nearest neighbours of each row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matrix {
    /// Every cell.
    Full(#[serde(with = "rows")] Array2<f32>),
    /// The columns of the highest values, best first; the diagonal and zeros left out.
    Neighbours(Vec<Vec<Neighbour>>),
}

impl Matrix {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Matrix::Full(cells) => cells.nrows(),
            Matrix::Neighbours(rows) => rows.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns of a row that are not zero, as far as they are kept; without the diagonal.
    pub fn columns(&self, row: usize) -> Vec<usize> {
        match self {
            Matrix::Full(cells) => {
                let values = cells.row(row);
                let values = values.iter().enumerate();
                let kept = values.filter(|(column, value)| **value > 0.0 && *column != row);
                kept.map(|(column, _)| column).collect()
            }
            Matrix::Neighbours(rows) => rows[row].iter().map(|n| n.column).collect(),
        }
    }

    /// The value of a cell; where only neighbours are kept, `None` outside them.
    pub fn get(&self, row: usize, column: usize) -> Option<f32> {
        match self {
            Matrix::Full(cells) => cells.get((row, column)).copied(),
            Matrix::Neighbours(rows) => rows
                .get(row)?
                .iter()
                .find(|n| n.column == column)
                .map(|n| n.value),
        }
    }
}

/// A matrix is a list of rows; in JSON with four digits behind the point.
mod rows {
    use ndarray::Array2;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{SerializeSeq, Serializer};

    pub fn serialize<S: Serializer>(cells: &Array2<f32>, serializer: S) -> Result<S::Ok, S::Error> {
        let readable = serializer.is_human_readable();
        let mut rows = serializer.serialize_seq(Some(cells.nrows()))?;
        for row in cells.rows() {
            if !readable {
                rows.serialize_element(&row.to_vec())?;
                continue;
            }
            let row: Vec<f64> = row
                .iter()
                .map(|v| (f64::from(*v) * 10_000.0).round() / 10_000.0)
                .collect();
            rows.serialize_element(&row)?;
        }
        rows.end()
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Array2<f32>, D::Error> {
        let rows = Vec::<Vec<f32>>::deserialize(deserializer)?;
        let shape = (rows.len(), rows.first().map_or(0, Vec::len));
        Array2::from_shape_vec(shape, rows.concat()).map_err(D::Error::custom)
    }
}

/// The four matrices of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Names of rows and columns: `FILE` for documents, `FILE#N` for sections.
    pub ids: Vec<String>,
    /// Cosine of TF-IDF vectors.
    pub cosine: Matrix,
    /// Jaccard of shingle sets.
    pub jaccard: Matrix,
    /// How much of the row stands in the column, by shingles.
    pub containment: Matrix,
    /// How much of the row is aligned with the column.
    pub coverage: Matrix,
}

impl Level {
    /// The matrix of a metric.
    pub fn matrix(&self, metric: Metric) -> &Matrix {
        match metric {
            Metric::Cosine => &self.cosine,
            Metric::Jaccard => &self.jaccard,
            Metric::Containment => &self.containment,
            Metric::Coverage => &self.coverage,
        }
    }
}

/// How alike documents and sections are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Similarity {
    /// Document by document.
    pub documents: Level,
    /// Group by group, where documents are put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Level>,
    /// Section by section.
    pub sections: Level,
}
