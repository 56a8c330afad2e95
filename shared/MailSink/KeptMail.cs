namespace Platform.MailSink;

/// <summary>A mail that was taken.</summary>
/// <param name="Number">In the order of arrival, from 1.</param>
/// <param name="ReceivedAt">When its last line came.</param>
/// <param name="EnvelopeFrom">Where bounces go.</param>
/// <param name="EnvelopeTo">Who gets it.</param>
/// <param name="From">Its own header.</param>
/// <param name="To">Its own header.</param>
/// <param name="MessageId">Its own header, without the angle brackets.</param>
/// <param name="Text">The text for people without HTML.</param>
/// <param name="Html">The HTML.</param>
/// <param name="Headers">All headers by name; of several of one name the last.</param>
public sealed record KeptMail(
    int Number,
    DateTimeOffset ReceivedAt,
    string EnvelopeFrom,
    IReadOnlyList<string> EnvelopeTo,
    string From,
    string To,
    string Subject,
    string? MessageId,
    string? Text,
    string? Html,
    IReadOnlyDictionary<string, string> Headers
);
