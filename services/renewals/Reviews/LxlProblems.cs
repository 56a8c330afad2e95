using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

internal static class LxlProblems
{
    internal static Problem Closed(LxlSessionResponse session) =>
        new(
            "renewals/session-closed",
            StatusCodes.Status409Conflict,
            "The session is closed.",
            $"The minutes of {session.Quarter} were signed off on {session.ClosedAt:yyyy-MM-dd}."
        );
}
