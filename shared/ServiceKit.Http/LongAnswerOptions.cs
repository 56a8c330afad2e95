using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceKit.Http;

/// <summary>Settings of <see cref="LongAnswers"/>, section <c>LongAnswers</c>.</summary>
public sealed class LongAnswerOptions
{
    /// <summary>How many are written at the same time, each with one connection to the database.</summary>
    [Range(1, 1_000)]
    public int AtOnce { get; set; } = 6;

    /// <summary>Megabytes of disk that answers waiting to be read take in all.</summary>
    [Range(1, 1_000_000)]
    public long MostMegabytes { get; set; } = 4_096;
}
