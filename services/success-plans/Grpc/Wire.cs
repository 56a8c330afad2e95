using System.Globalization;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Grpc;

/// <summary>How ids, days and absent texts are written in protobuf.</summary>
internal static class Wire
{
    public static Guid Id(string text, string field) =>
        Guid.TryParse(text, out var id) ? id : throw Problem.Invalid(field, $"'{text}' is not a uuid").ToException();

    public static DateOnly? Day(string text, string field) =>
        text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : throw Problem.Invalid(field, $"'{text}' is no day: yyyy-mm-dd").ToException();

    public static string? Text(string text) => text.Length == 0 ? null : text;

    public static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
