using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

internal sealed class PlayResponse
    {
        public string Code { get; init; } = "";
        public string Category { get; init; } = "";
        public string Title { get; init; } = "";
        public string Steps { get; init; } = "";
    }
