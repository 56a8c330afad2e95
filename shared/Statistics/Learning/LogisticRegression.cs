using MathNet.Numerics.LinearAlgebra;

namespace Platform.Statistics.Learning;

/// <summary>
/// Multinomial logistic regression with an L2 penalty, one set of weights per class (symmetric, so no class is the
/// reference), fitted by Newton's method. Inputs are expected to be standardised (<see cref="Encoder"/>), or the
/// penalty would depend on their units.
/// </summary>
public sealed class LogisticRegression
{
    private const int MostSteps = 60;
    private const double Enough = 1e-8;

    /// <summary>On the intercepts, only to make the symmetric form definite.</summary>
    private const double InterceptPenalty = 1e-6;

    /// <param name="weights">Per class the intercept, then one weight per input.</param>
    public LogisticRegression(double[][] weights) => Weights = weights;

    public double[][] Weights { get; }

    public int Classes => Weights.Length;

    /// <param name="rows">Inputs, all of one length.</param>
    /// <param name="classOf">Class of each row, from 0.</param>
    /// <param name="penalty">λ ≥ 0 in ½·λ·Σw² beside the negative log-likelihood, intercepts left out. 1 is a mild pull
    /// towards no effect.</param>
    public static LogisticRegression Fit(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<int> classOf,
        int classes,
        double penalty = 1
    )
    {
        if (rows.Count == 0 || rows.Count != classOf.Count)
            throw new ArgumentException(
                $"{rows.Count} rows and {classOf.Count} classes: nothing to learn from.",
                nameof(rows)
            );
        var size = rows[0].Length + 1;
        var weights = Vector<double>.Build.Dense(classes * size);
        var loss = Loss(rows, classOf, weights, classes, size, penalty);
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, hessian) = Derivatives(rows, classOf, weights, classes, size, penalty);
            var direction = hessian.Cholesky().Solve(gradient);
            var (next, nextLoss) = Descend(
                t => weights - t * direction,
                loss,
                w => Loss(rows, classOf, w, classes, size, penalty)
            );
            if (nextLoss >= loss)
                break;
            var gain = loss - nextLoss;
            (weights, loss) = (next, nextLoss);
            if (gain < Enough * (1 + Math.Abs(loss)))
                break;
        }
        return new([.. Enumerable.Range(0, classes).Select(k => weights.SubVector(k * size, size).ToArray())]);
    }

    /// <summary>Probability of each class; they sum to 1.</summary>
    public double[] Predict(ReadOnlySpan<double> row)
    {
        var logits = new double[Classes];
        for (var k = 0; k < logits.Length; k++)
            logits[k] = Logit(Weights[k], row);
        return SoftMax(logits);
    }

    private static (Vector<double>, double) Descend(
        Func<double, Vector<double>> at,
        double loss,
        Func<Vector<double>, double> lossOf
    )
    {
        for (var t = 1.0; ; t /= 2)
        {
            var next = at(t);
            var nextLoss = lossOf(next);
            if (nextLoss < loss || t < 1e-6)
                return (next, nextLoss);
        }
    }

    private static double Loss(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<int> classOf,
        Vector<double> weights,
        int classes,
        int size,
        double penalty
    )
    {
        double loss = 0;
        var flat = weights.AsArray() ?? weights.ToArray();
        var logits = new double[classes];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < classes; k++)
                logits[k] = Logit(flat.AsSpan(k * size, size), rows[i]);
            var most = logits.Max();
            loss += most + Math.Log(logits.Sum(l => Math.Exp(l - most))) - logits[classOf[i]];
        }
        for (var j = 0; j < flat.Length; j++)
            loss += 0.5 * (j % size == 0 ? InterceptPenalty : penalty) * flat[j] * flat[j];
        return loss;
    }

    private static (Vector<double>, Matrix<double>) Derivatives(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<int> classOf,
        Vector<double> weights,
        int classes,
        int size,
        double penalty
    )
    {
        var flat = weights.AsArray() ?? weights.ToArray();
        var gradient = new double[flat.Length];
        var hessian = new double[flat.Length, flat.Length];
        var logits = new double[classes];
        var x = new double[size];
        x[0] = 1;
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(x, 1);
            for (var k = 0; k < classes; k++)
                logits[k] = Logit(flat.AsSpan(k * size, size), rows[i]);
            var p = SoftMax(logits);
            for (var a = 0; a < classes; a++)
            {
                var miss = p[a] - (classOf[i] == a ? 1 : 0);
                for (var j = 0; j < size; j++)
                    gradient[a * size + j] += miss * x[j];
                for (var b = 0; b <= a; b++)
                {
                    var curvature = p[a] * ((a == b ? 1 : 0) - p[b]);
                    for (var j = 0; j < size; j++)
                    {
                        if (x[j] == 0)
                            continue;
                        var scaled = curvature * x[j];
                        for (var l = 0; l < (a == b ? j + 1 : size); l++)
                            hessian[a * size + j, b * size + l] += scaled * x[l];
                    }
                }
            }
        }
        for (var j = 0; j < flat.Length; j++)
        {
            // A trace on the diagonal keeps the factorisation going when a class is all but certain.
            var pull = (j % size == 0 ? InterceptPenalty : penalty) + 1e-9;
            gradient[j] += pull * flat[j];
            hessian[j, j] += pull;
            for (var l = j + 1; l < flat.Length; l++)
                hessian[j, l] = hessian[l, j];
        }
        return (Vector<double>.Build.Dense(gradient), Matrix<double>.Build.DenseOfArray(hessian));
    }

    private static double Logit(ReadOnlySpan<double> weights, ReadOnlySpan<double> row)
    {
        var sum = weights[0];
        for (var j = 0; j < row.Length; j++)
            sum += weights[j + 1] * row[j];
        return sum;
    }

    private static double[] SoftMax(double[] logits)
    {
        var most = logits.Max();
        var p = Array.ConvertAll(logits, l => Math.Exp(l - most));
        var sum = p.Sum();
        for (var k = 0; k < p.Length; k++)
            p[k] /= sum;
        return p;
    }
}
