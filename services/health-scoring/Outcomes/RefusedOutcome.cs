using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Ingestion;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <param name="Index">Of the row in the request, from 0.</param>
/// <param name="Field">The field that is wrong.</param>
public sealed record RefusedOutcome(int Index, string Field, string Reason);
