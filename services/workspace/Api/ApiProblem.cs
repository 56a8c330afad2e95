namespace Platform.Workspace.Api;

/// <summary>Why the API refused a call or could not answer it (RFC 9457).</summary>
/// <param name="Type">Stable, such as <c>accounts/not-found</c>.</param>
/// <param name="Title">What was wrong, in words.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="Errors">Per failing field, what is wrong with it.</param>
/// <param name="TraceId">What operations can look up.</param>
public sealed record ApiProblem(
    string? Type,
    string? Title,
    int Status,
    string? Detail = null,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    string? TraceId = null
)
{
    /// <summary>The gateway did not answer at all.</summary>
    public static readonly ApiProblem Away = new(
        "workspace/gateway-away",
        "The platform does not answer at the moment.",
        503,
        "Nothing is lost. Try again in a moment."
    );

    /// <summary>One paragraph that a person can act on.</summary>
    public string Words
    {
        get
        {
            var fields = (Errors ?? new Dictionary<string, string[]>(StringComparer.Ordinal)).SelectMany(error =>
                error.Value.Select(text => $"{error.Key}: {text}")
            );
            return string.Join(' ', new[] { Title, Detail }.Concat(fields).Where(text => text is { Length: > 0 }));
        }
    }
}
