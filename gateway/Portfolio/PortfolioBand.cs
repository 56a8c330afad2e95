using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Portfolio;

/// <param name="ArrAtRisk">ARR times what a score of the band risks, in the reporting currency.</param>
public sealed record PortfolioBand(string Band, int Accounts, Money Arr, Money ArrAtRisk);
