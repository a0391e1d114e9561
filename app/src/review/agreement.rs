//! How far coders agree beyond chance: Cohen's κ for two, Krippendorff's α for any number, with gaps.

/// Cohen's κ of two coders' values, pair by pair; `None` where there is nothing to compare or no room for chance.
#[must_use]
pub fn kappa(pairs: &[(i32, i32)]) -> Option<f64> {
    let n = count(pairs.len());
    let mut values: Vec<i32> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    values.sort_unstable();
    values.dedup();
    let observed = count(pairs.iter().filter(|(a, b)| a == b).count()) / n;
    let share = |value: i32, of: fn(&(i32, i32)) -> i32| count(pairs.iter().filter(|p| of(p) == value).count()) / n;
    let chance: f64 = values.iter().map(|&v| share(v, |p| p.0) * share(v, |p| p.1)).sum();
    (!pairs.is_empty() && chance < 1.0).then(|| (observed - chance) / (1.0 - chance))
}

/// How far apart two values are, for α.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// The same or not.
    Nominal,
    /// The square of the difference.
    Interval,
}

/// Krippendorff's α over units, each with the values its coders gave; units with fewer than two are left out.
#[must_use]
pub fn alpha(units: &[Vec<i32>], distance: Distance) -> Option<f64> {
    let apart = |a: i32, b: i32| match distance {
        Distance::Nominal => f64::from(u8::from(a != b)),
        Distance::Interval => f64::from(a - b).powi(2),
    };
    let paired: Vec<&Vec<i32>> = units.iter().filter(|u| u.len() > 1).collect();
    let all: Vec<i32> = paired.iter().flat_map(|u| u.iter().copied()).collect();
    let n = count(all.len());
    let within = |unit: &&Vec<i32>| among(unit, apart) / (count(unit.len()) - 1.0);
    let observed: f64 = paired.iter().map(within).sum::<f64>() / n;
    let expected = among(&all, apart) / (n * (n - 1.0));
    (all.len() > 1 && expected > 0.0).then(|| 1.0 - observed / expected)
}

/// The sum of the distances of all ordered pairs.
fn among(values: &[i32], apart: impl Fn(i32, i32) -> f64) -> f64 {
    values.iter().map(|&a| values.iter().map(|&b| apart(a, b)).sum::<f64>()).sum()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, wanted: f64) {
        assert!(found.is_some_and(|f| (f - wanted).abs() < 0.0006), "{found:?} instead of {wanted}");
    }

    #[test]
    fn kappa_of_the_textbook() {
        let times = |n: usize, pair: (i32, i32)| vec![pair; n];
        let pairs = [times(20, (1, 1)), times(5, (1, 0)), times(10, (0, 1)), times(15, (0, 0))].concat();
        near(kappa(&pairs), 0.4);
        near(kappa(&[(1, 1), (0, 0)]), 1.0);
        assert_eq!(kappa(&[]), None);
        assert_eq!(kappa(&[(1, 1), (1, 1)]), None);
    }

    #[test]
    fn alpha_of_the_textbook() {
        let coders =
            ["*****3412113 3*3".replace(' ', ""), "1*21334 3*******".replace(' ', ""), "**21344*21133*4".to_owned()];
        let value =
            |coder: &String, at: usize| coder.chars().nth(at).and_then(|c| c.to_digit(10)).map(|v| v.cast_signed());
        let units: Vec<Vec<i32>> = (0..15).map(|at| coders.iter().filter_map(|c| value(c, at)).collect()).collect();
        near(alpha(&units, Distance::Nominal), 0.691);
        near(alpha(&units, Distance::Interval), 0.811);
        near(alpha(&[vec![1, 1], vec![0, 0]], Distance::Nominal), 1.0);
        assert_eq!(alpha(&[vec![1, 1]], Distance::Nominal), None);
    }
}
