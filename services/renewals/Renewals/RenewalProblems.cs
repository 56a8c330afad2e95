using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

internal static class RenewalProblems
{
    public static Problem Decided(RenewalResponse renewal) =>
        new(
            "renewals/already-decided",
            StatusCodes.Status409Conflict,
            "The renewal is decided.",
            $"It was decided as {renewal.Outcome} on {renewal.DecidedAt:yyyy-MM-dd}; nothing was changed."
        );
}
