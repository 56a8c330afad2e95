using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Platform.ServiceKit.Http;

/// <summary>
/// An expected failure, the same for REST (RFC 9457) and gRPC. Areas keep theirs in a catalogue
/// (<c>AccountProblems.NameTaken(...)</c>).
/// </summary>
/// <param name="Type">Stable code, <c>area/what</c>, for example <c>accounts/name-taken</c>.</param>
/// <param name="Status">HTTP status; gRPC status follows from it.</param>
/// <param name="Title">What is wrong in general; does not change from case to case.</param>
/// <param name="Detail">What is wrong here, with the value, and what to do.</param>
public sealed record Problem(string Type, int Status, string Title, string? Detail = null)
{
    /// <summary>Every failing field at once, by its path in camelCase.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>More members for the caller's program, for example the current version after a lost update.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    public ProblemHttpResult ToResult() => TypedResults.Problem(ToDetails());

    public ProblemDetails ToDetails()
    {
        var details = Errors is null
            ? new ProblemDetails()
            : new HttpValidationProblemDetails(Errors.ToDictionary(StringComparer.Ordinal));
        (details.Type, details.Status, details.Title, details.Detail) = (Type, Status, Title, Detail);
        foreach (var (name, value) in Extensions ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            if (value is not null)
                details.Extensions[name] = value;
        return details;
    }

    /// <summary>For code too deep to return it.</summary>
    public ProblemException ToException() => new(this);

    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(
            "validation",
            StatusCodes.Status400BadRequest,
            "The request is not valid.",
            "See errors: each field with what is wrong."
        )
        {
            Errors = errors,
        };

    /// <summary>One field; for several at once collect them and call
    /// <see cref="Invalid(IReadOnlyDictionary{string, string[]})"/>.</summary>
    public static Problem Invalid(string field, string error) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [error] });

    public static Problem NotFound(string what, object id) =>
        new(
            $"{what.Replace(' ', '-')}/not-found",
            StatusCodes.Status404NotFound,
            $"No such {what}.",
            $"There is no {what} {id}."
        );

    public static Problem Forbidden(string detail) =>
        new("forbidden", StatusCodes.Status403Forbidden, "Not allowed.", detail);
}

/// <summary>Carries a <see cref="Problem"/> to the one place that answers it.</summary>
public sealed class ProblemException(Problem problem) : Exception($"{problem.Type}: {problem.Detail ?? problem.Title}")
{
    public Problem Problem { get; } = problem;
}
