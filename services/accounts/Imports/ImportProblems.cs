using Platform.ServiceKit.Http;

namespace Platform.Accounts.Imports;

internal static class ImportProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("import", id);

    public static Problem NotAllowed() =>
        Problem.Forbidden(
            "Imports change many accounts at once, so they need the role manager or ops, or a key with accounts:write."
        );

    public static Problem UnknownType(string? contentType) =>
        new(
            "imports/unknown-type",
            StatusCodes.Status415UnsupportedMediaType,
            "The file's type is not known.",
            $"'{contentType}' is not one of text/csv, application/x-ndjson. Send it as Content-Type."
        );

    public static Problem MappingNotFound(string name) =>
        new(
            "imports/mapping-not-found",
            StatusCodes.Status404NotFound,
            "No such mapping.",
            $"There is no mapping '{name}'. Save it first with PUT /v1/import-mappings/{name}."
        );

    public static Problem InvalidMapping(IReadOnlyDictionary<string, string> mistakes) =>
        Problem.Invalid(
            mistakes.ToDictionary(mistake => mistake.Key, mistake => new[] { mistake.Value }, StringComparer.Ordinal)
        );

    public static Problem OtherKind(string mapping, string its, string asked) =>
        Problem.Invalid("mapping", $"'{mapping}' maps {its}, not {asked}");

    public static Problem NothingToConfirm(Guid id, string status) =>
        new(
            "imports/nothing-to-confirm",
            StatusCodes.Status409Conflict,
            "The import does not wait for a confirmation.",
            $"{id} is {status}."
        );

    public static Problem Over(Guid id, string status) =>
        new(
            "imports/over",
            StatusCodes.Status409Conflict,
            "The import is over.",
            $"{id} is {status}; there is nothing to cancel."
        );
}
