using System.Security.Cryptography;
using System.Text;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>
/// Sixteen bytes of SHA-256 over every figure of a score and its explanation, decimals by their bits: a recomputation
/// that differs anywhere, even in a trailing zero, has another fingerprint.
/// </summary>
public static class Fingerprint
{
    public const int Length = 16;

    public static byte[] Of(HealthScore score)
    {
        using var bytes = new MemoryStream(4096);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        void Number(decimal? value)
        {
            writer.Write(value is not null);
            foreach (var part in decimal.GetBits(value ?? 0))
                writer.Write(part);
        }

        Number(score.Score);
        writer.Write((int?)score.Band ?? -1);
        Number(score.BeforeCaps);
        Number(score.CapAdjustment);
        Number(score.WeightPresent);
        // Only where there is one: scores from before overrides existed keep their fingerprints.
        if (score.OverrideAdjustment != 0)
            Number(score.OverrideAdjustment);
        foreach (var c in score.Contributions)
        {
            writer.Write((int)c.Measure);
            writer.Write(c.Group);
            Number(c.Raw);
            Number(c.Value);
            Number(c.Weight);
            Number(c.WeightShare);
            Number(c.Points);
            Number(c.PointsLost);
        }
        foreach (var cap in score.Caps)
        {
            writer.Write(cap.Name);
            Number(cap.AtMost);
            writer.Write(cap.Binding);
        }
        foreach (var driver in score.Drivers)
        {
            writer.Write(driver.Cause);
            Number(driver.Cost);
        }
        writer.Flush();
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))[..Length];
    }
}
