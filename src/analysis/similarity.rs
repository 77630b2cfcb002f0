//! How alike documents, sections and groups are: a matrix for each metric and level.

use serde::{Deserialize, Serialize};

use super::dense::DenseMatrix;

/// A measure of likeness, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
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
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Metric::Cosine => "cosine",
            Metric::Jaccard => "jaccard",
            Metric::Containment => "containment",
            Metric::Coverage => "coverage",
        }
    }

    /// Whether row and column may be exchanged.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Metric::Cosine | Metric::Jaccard)
    }
}

/// A column of a matrix and its value in one row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Index of the column.
    pub column: usize,
    /// The value, 0 to 1.
    pub value: f32,
}

/// A square matrix, whole or as the nearest neighbours of each row. Values are 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matrix {
    /// Every cell.
    Full(DenseMatrix),
    /// For each row the columns of the highest values, best first; the diagonal and zeros left out.
    Neighbours(Vec<Vec<Neighbour>>),
}

impl Default for Matrix {
    /// The matrix without rows.
    fn default() -> Self {
        Matrix::Full(DenseMatrix::default())
    }
}

impl Matrix {
    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Matrix::Full(cells) => cells.len(),
            Matrix::Neighbours(rows) => rows.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns of a row whose values are more than 0, as far as they are kept; without the diagonal.
    #[must_use]
    pub fn columns(&self, row: usize) -> Vec<usize> {
        match self {
            Matrix::Full(cells) => {
                let values = cells.row(row).iter().enumerate();
                let kept = values.filter(|(column, value)| **value > 0.0 && *column != row);
                kept.map(|(column, _)| column).collect()
            }
            Matrix::Neighbours(rows) => rows[row].iter().map(|n| n.column).collect(),
        }
    }

    /// The value of a cell. None outside the matrix and, where only neighbours are kept, for all other cells.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f32> {
        match self {
            Matrix::Full(cells) => cells.get(row, column),
            Matrix::Neighbours(rows) => rows
                .get(row)?
                .iter()
                .find(|n| n.column == column)
                .map(|n| n.value),
        }
    }
}

/// The matrices of one level: over documents, sections or groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    #[must_use]
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Similarity {
    /// Document by document.
    pub documents: Level,
    /// Group by group, where documents are put together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Level>,
    /// Section by section.
    pub sections: Level,
}
