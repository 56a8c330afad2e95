using Platform.Accounts.Portfolio;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Views;

/// <param name="Query">Filters and sorting as <c>GET /v1/accounts</c> takes them.</param>
/// <param name="Shared">Everyone sees it; otherwise only its owner.</param>
public sealed record SaveViewRequest(string Name, PortfolioQuery Query, bool Shared = false)
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal Problem? Mistake()
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 100)
            errors["name"] = ["is required, at most 100 characters"];
        if (Query is null)
            errors["query"] = ["is required; an empty object shows everything"];
        else if (!PortfolioSql.IsSort(Query.Sort))
            errors["query.sort"] = [$"'{Query.Sort}' is not one of {PortfolioSql.KnownSorts}"];
        foreach (var (filter, mistake) in Query?.Mistakes() ?? [])
            errors[$"query.{filter}"] = mistake;
        return errors.Count > 0 ? Problem.Invalid(errors) : null;
    }
}
