namespace Platform.Simulator.Randomness;

/// <summary>
/// xoshiro256** seeded through SplitMix64 (Blackman and Vigna). Own code, so that a seed gives the same company on
/// every runtime and every version of it; <see cref="Random"/> promises that for no seeded sequence.
/// </summary>
public sealed class Prng
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    private Prng(ulong state)
    {
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>
    /// The generator of one purpose ("usage"), one thing (an account's number) and one instant (a day's number). Each
    /// is independent of all the others, so that what is generated does not depend on the order in which it is asked
    /// for.
    /// </summary>
    public static Prng For(ulong seed, string purpose, int a = 0, int b = 0)
    {
        var state = seed;
        var hash = SplitMix(ref state);
        foreach (var letter in purpose)
            hash = (hash ^ letter) * 0x100000001B3UL;
        state = hash ^ ((ulong)(uint)a << 32 | (uint)b);
        return new Prng(SplitMix(ref state));
    }

    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double Share() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Share());

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Whole(int low, int high) =>
        high <= low ? low : low + (int)(((UInt128)NextBits() * (ulong)((long)high - low + 1)) >> 64);

    public bool Chance(double probability) => Share() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Whole(0, from.Count - 1)];

    /// <summary>The index of one of the weights, in proportion to them.</summary>
    public int PickWeighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var left = Share() * total;
        for (var i = 0; i < weights.Length; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }

        return weights.Length - 1;
    }

    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Whole(0, i);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    /// <summary>A count with the given mean: Knuth's product below 30, a rounded normal above.</summary>
    public int Poisson(double mean)
    {
        if (mean <= 0)
            return 0;
        if (mean >= 30)
            return Math.Max(0, (int)Math.Floor(mean + (Math.Sqrt(mean) * Normal()) + 0.5));

        var limit = Portable.Exp(-mean);
        var count = 0;
        for (var product = Share(); product > limit; product *= Share())
            count++;
        return count;
    }

    /// <summary>Near enough to a standard normal: the sum of twelve uniforms less six, which needs no
    /// logarithm.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Share();
        return sum;
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
